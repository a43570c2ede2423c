-- What the migrations of this policy add to the application's database, as pg_dump says it: owners, rights, settings and all.
-- Roles belong to the cluster and are not in it; see 0001_roles.sql. Renewed by npm run dump.

--
-- Name: retention; Type: SCHEMA; Schema: -; Owner: kaevo_retention_owner
--

CREATE SCHEMA retention;


ALTER SCHEMA retention OWNER TO kaevo_retention_owner;

--
-- Name: uid(); Type: FUNCTION; Schema: auth; Owner: app_owner
--

CREATE FUNCTION auth.uid() RETURNS uuid
    LANGUAGE sql STABLE
    AS $$
  select nullif(current_setting('request.jwt.claim.sub', true), '')::uuid
$$;


ALTER FUNCTION auth.uid() OWNER TO app_owner;

--
-- Name: _active_matters(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._active_matters() RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select string_agg(h.matter, ', ' order by h.hold_id)
  from retention.active_hold as h
  where not h.standing
$$;


ALTER FUNCTION retention._active_matters() OWNER TO kaevo_retention_owner;

--
-- Name: _add_scope(bigint, text, jsonb, text, timestamp with time zone, timestamp with time zone, text); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._add_scope(of_hold bigint, on_table text, row_key jsonb, on_class text, since timestamp with time zone, until timestamp with time zone, on_tenant text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
  class retention.class;
  guarded retention.guarded_table;
  keys jsonb;
  columns text;
  matches text;
  missing jsonb;
begin
  if num_nonnulls(on_table, on_class, on_tenant) <> 1 or (on_table is null) <> (row_key is null) then
    raise exception 'a hold is placed on rows (on_table and row_key), on a record class (on_class) or on a tenant (on_tenant)' using errcode = 'RH005';
  end if;
  if on_class is null and (since is not null or until is not null) then
    raise exception 'since and until narrow a hold on a record class' using errcode = 'RH005', hint = 'Name the class: on_class => ...';
  end if;

  if on_class is not null then
    class := retention._class(on_class);
    if class.dated_by is null and (since is not null or until is not null) then
      raise exception 'the rows of record class "%" have no date of their own', on_class
        using errcode = 'RH005', hint = 'Place the hold on the whole class, or on rows.';
    end if;
    insert into retention.hold_on_class (hold_id, class_name, since, until)
    values (of_hold, on_class, coalesce(since, '-infinity'), coalesce(until, 'infinity'))
    on conflict do nothing;
    return;
  end if;
  if on_tenant is not null then
    raise exception 'this policy knows no tenants' using errcode = 'RH005';
  end if;

  select * into guarded from retention.guarded_table as g where g.table_name = on_table;
  if not found then
    raise exception 'table "%" is under no retention rule', on_table using errcode = 'RH005', hint = 'select table_name from retention.guarded_table;';
  end if;
  -- One key, or a list of them, with the names of our columns.
  select jsonb_agg((select jsonb_object_agg(v, one -> k) from unnest(guarded.key_columns, guarded.view_columns) as c (k, v)))
  into keys
  from jsonb_array_elements(case jsonb_typeof(row_key) when 'array' then row_key else jsonb_build_array(row_key) end) as one;
  if exists (select from jsonb_array_elements(keys) as one cross join unnest(guarded.view_columns) as c (v) where one ->> c.v is null) then
    raise exception 'a row of % is named by its whole key, not by %', on_table, row_key
      using errcode = 'RH005', hint = format('Its columns: %s.', array_to_string(guarded.key_columns, ', '));
  end if;
  select string_agg(format('%I', c), ', ') into columns from unnest(guarded.view_columns) as c;
  execute format(
    'insert into retention.%I (hold_id, %s) select $1, %s from jsonb_populate_recordset(null::retention.%I, $2) on conflict do nothing',
    guarded.scope_table, columns, columns, guarded.scope_table
  ) using of_hold, keys;
  -- Of the table, not of the scope just written, which is there whether the rows are or not.
  select string_agg(format('r.%I = s.%I', k, v), ' and ') into matches from unnest(guarded.key_columns, guarded.view_columns) as c (k, v);
  execute format(
    'select jsonb_agg(to_jsonb(s) - ''hold_id'') from retention.%I as s where s.hold_id = $1 and not exists (select from %s as r where %s)',
    guarded.scope_table, guarded.table_name, matches
  ) into missing using of_hold;
  if missing is not null or keys is null then
    raise exception 'there is no row of % with the key %', on_table, coalesce(missing, row_key)
      using errcode = 'RH004', hint = 'It may be gone already. A hold on nothing would promise what it cannot keep.';
  end if;
end
$_$;


ALTER FUNCTION retention._add_scope(of_hold bigint, on_table text, row_key jsonb, on_class text, since timestamp with time zone, until timestamp with time zone, on_tenant text) OWNER TO kaevo_retention_owner;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: run_log; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.run_log (
    run_id bigint NOT NULL,
    class_name text NOT NULL,
    policy_version text NOT NULL,
    as_of timestamp with time zone NOT NULL,
    scheduled boolean NOT NULL,
    tenant text,
    started_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    started_by text DEFAULT SESSION_USER NOT NULL,
    finished_at timestamp with time zone,
    state text NOT NULL,
    stop_reason text,
    stage integer DEFAULT 1 NOT NULL,
    "position" jsonb,
    batch_rows integer NOT NULL,
    lock_waits integer DEFAULT 0 NOT NULL,
    lease_until timestamp with time zone NOT NULL,
    backend_pid integer DEFAULT pg_backend_pid() NOT NULL,
    rows_disposed bigint DEFAULT 0 NOT NULL,
    rows_blocked bigint DEFAULT 0 NOT NULL,
    rows_held bigint,
    rows_deferred bigint,
    rows_left bigint
);


ALTER TABLE retention.run_log OWNER TO kaevo_retention_owner;

--
-- Name: _alive(retention.run_log); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._alive(run retention.run_log) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select run.state = 'running' and run.lease_until > clock_timestamp() and run.backend_pid <> pg_backend_pid()
    and run.started_at > pg_postmaster_start_time()
    and exists (select from pg_stat_activity as a where a.pid = run.backend_pid)
$$;


ALTER FUNCTION retention._alive(run retention.run_log) OWNER TO kaevo_retention_owner;

--
-- Name: _append_evidence(text, jsonb, text); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._append_evidence(act text, body jsonb, note text DEFAULT NULL::text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  head retention.evidence_head;
  recorded timestamptz;
  next_hash bytea;
begin
  -- A trigger of the application that a batch sets off runs with the batch's rights.
  if pg_trigger_depth() > 0 then
    raise exception 'no trigger writes evidence' using errcode = 'RH007';
  end if;
  if note is not null then
    body := body || jsonb_build_object('note', retention.keyed_digest(note));
  end if;
  select * into strict head from retention.evidence_head for update;
  recorded := clock_timestamp();
  next_hash := retention._evidence_hash(head.hash, head.evidence_id + 1, recorded, session_user, act, body);
  insert into retention.evidence (evidence_id, previous_hash, hash, recorded_at, recorded_by, act, body)
  values (head.evidence_id + 1, head.hash, next_hash, recorded, session_user, act, body);
  if note is not null then
    insert into retention.evidence_note (evidence_id, note) values (head.evidence_id + 1, note);
  end if;
  update retention.evidence_head set evidence_id = head.evidence_id + 1, hash = next_hash;
  return head.evidence_id + 1;
end
$$;


ALTER FUNCTION retention._append_evidence(act text, body jsonb, note text) OWNER TO kaevo_retention_owner;

--
-- Name: request; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.request (
    request_id bigint NOT NULL,
    right_name text NOT NULL,
    subject_table text NOT NULL,
    subject_key jsonb NOT NULL,
    channel text NOT NULL,
    event text,
    received_at timestamp with time zone NOT NULL,
    received_on date NOT NULL,
    opened_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    opened_by text DEFAULT SESSION_USER NOT NULL,
    regimes text[] NOT NULL,
    status text DEFAULT 'received'::text NOT NULL,
    verification_needed text NOT NULL,
    verification_level text DEFAULT 'none'::text NOT NULL,
    verified_at timestamp with time zone,
    verified_by text,
    acknowledge_due date,
    respond_due date NOT NULL,
    extend_due date NOT NULL,
    acknowledged_at timestamp with time zone,
    acknowledged_by text,
    extended_at timestamp with time zone,
    extension_reason text,
    paused_on date,
    pause_reason text,
    paused_status text,
    paused_days integer DEFAULT 0 NOT NULL,
    responded_at timestamp with time zone,
    closed_at timestamp with time zone,
    closed_by text,
    closing_reason text,
    CONSTRAINT request_status_check CHECK ((status = ANY (ARRAY['received'::text, 'acknowledged'::text, 'identity_unverified'::text, 'in_progress'::text, 'extended'::text, 'paused'::text, 'completed'::text, 'partially_completed'::text, 'denied'::text, 'cancelled'::text, 'failed'::text])))
);


ALTER TABLE retention.request OWNER TO kaevo_retention_owner;

--
-- Name: _begin_step(bigint, text); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._begin_step(of_request bigint, of_step text) RETURNS retention.request
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  request retention.request;
begin
  select * into request from retention.request as q where q.request_id = of_request for update;
  if not found then
    raise exception 'there is no request %', of_request using errcode = 'RH013', hint = 'select request_id, right_name, status from retention.request;';
  end if;
  if not exists (select from retention.request_transition as t where t.step = of_step and t.from_status = request.status) then
    raise exception 'request % is %: there is no step "%" from there', of_request, request.status, of_step
      using errcode = 'RH011', hint = format('select step from retention.request_transition where from_status = %L;', request.status);
  end if;
  return request;
end
$$;


ALTER FUNCTION retention._begin_step(of_request bigint, of_step text) OWNER TO kaevo_retention_owner;

--
-- Name: class; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.class (
    class_name text NOT NULL,
    run_order integer NOT NULL,
    table_name text NOT NULL,
    clauses text[] NOT NULL,
    purpose text NOT NULL,
    basis text NOT NULL,
    keep text NOT NULL,
    policy_version text NOT NULL,
    stages text[] NOT NULL,
    backlog_function text NOT NULL,
    gate_function text,
    mode text NOT NULL,
    disabled_until text,
    armed_at timestamp with time zone,
    armed_by text,
    cron text,
    cron_minutes integer[],
    cron_hours integer[],
    cron_days integer[],
    cron_months integer[],
    cron_weekdays integer[],
    opt_in boolean NOT NULL,
    dated_by text,
    has_tenant boolean NOT NULL,
    fuse_rows bigint NOT NULL,
    fuse_share double precision NOT NULL,
    batch_rows integer NOT NULL,
    tolerance interval NOT NULL,
    at_most interval NOT NULL,
    CONSTRAINT class_batch_rows_check CHECK ((batch_rows > 0)),
    CONSTRAINT class_fuse_rows_check CHECK ((fuse_rows > 0)),
    CONSTRAINT class_fuse_share_check CHECK ((fuse_share > (0)::double precision)),
    CONSTRAINT class_mode_check CHECK ((mode = ANY (ARRAY['shadow'::text, 'armed'::text, 'disabled'::text])))
);


ALTER TABLE retention.class OWNER TO kaevo_retention_owner;

--
-- Name: _class(text); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._class(of_class text) RETURNS retention.class
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  class retention.class;
begin
  select * into class from retention.class as c where c.class_name = of_class;
  if not found then
    raise exception 'there is no record class "%"', of_class using errcode = 'RH005', hint = 'select class_name from retention.class;';
  end if;
  return class;
end
$$;


ALTER FUNCTION retention._class(of_class text) OWNER TO kaevo_retention_owner;

--
-- Name: _close_erasure(bigint); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._close_erasure(of_request bigint) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  request retention.request := retention._erasure_request(of_request);
begin
  if request.status <> 'completed' then
    update retention.erasure as e set finished_at = clock_timestamp() where e.request_id = of_request;
    delete from retention.erasure_row as r where r.request_id = of_request;
    delete from retention.pseudonym_key as k where k.run_id = -of_request;
    if not exists (select from retention.request_remains(of_request) as r where r.reason = 'open') then
      perform retention.complete_request(of_request);
    end if;
  end if;
  return retention.erasure_summary(of_request);
end
$$;


ALTER FUNCTION retention._close_erasure(of_request bigint) OWNER TO kaevo_retention_owner;

--
-- Name: _count(text, timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._count(class_name text, as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $_$
declare
  class retention.class := retention._class(_count.class_name);
begin
  execute format('select * from retention.%I($1)', class.backlog_function)
  into strict rows_due, rows_overdue, rows_held, rows_deferred, rows_in_review
  using as_of;
end
$_$;


ALTER FUNCTION retention._count(class_name text, as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO kaevo_retention_owner;

--
-- Name: _csv(jsonb, boolean); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._csv(value jsonb, is_text boolean) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select case
    when said.text is null then ''
    when said.text = '' or said.text ~ E'[",\r\n]' then '"' || replace(said.text, '"', '""') || '"'
    else said.text
  end
  from (select case when is_text and value #>> '{}' ~ E'^[=+@\t\r\n＝＋－＠-]' then '''' || (value #>> '{}') else value #>> '{}' end as text) as said
$$;


ALTER FUNCTION retention._csv(value jsonb, is_text boolean) OWNER TO kaevo_retention_owner;

--
-- Name: _drift(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._drift() RETURNS TABLE(what text, object text, expected text, found text, stops_runs boolean, hint text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
  with stopping as (
    select * from retention._stopping_drift()
  ),
  facts as (
    select * from retention._facts()
  ),
  -- Renderings by PostgreSQL are compared on the major on which they were recorded.
  other_major as (
    select from retention.installed as i join facts as f on f.what = i.what and f.object = i.object
    where i.what = 'server' and i.object = 'major' and i.value <> f.value
  ),
  different as (
    select coalesce(i.what, f.what) as what, coalesce(i.object, f.object) as object, i.value as expected, f.value as found
    from retention.installed as i
    full join facts as f on f.what = i.what and f.object = i.object
    where i.value is distinct from f.value
  ),
  lines (what, object, expected, found, stops_runs) as (
    select s.what, s.object, s.expected, s.found, true from stopping as s
    union all
    select d.what, d.object, coalesce(d.expected, 'nothing'), coalesce(d.found, 'missing'), false
    from different as d
    where not exists (select from stopping as s where s.what = d.what and s.object = d.object)
      -- New partitions, and what stands on them, are as they should be, or named below.
      and not (d.what in ('partition', 'guard', 'truncate guard', 'trigger text') and d.expected is null and exists (
        select from facts as f
        where f.what = 'partition' and (d.object = f.object or starts_with(d.object, f.object || ' ('))
      ))
      and not (
        d.what in ('view', 'index', 'constraint', 'rule', 'trigger text', 'policy') and d.expected is not null and d.found is not null
        and exists (select from other_major)
      )
    union all
    select 'truncate guard', p.relid::regclass::text, 'always', 'missing', false
    from retention.guarded_table as g
    cross join lateral pg_partition_tree(to_regclass(g.table_name)) as p
    where not exists (select from pg_trigger as t where t.tgrelid = p.relid and t.tgname = '~retention_truncate')
      and not exists (select from retention.installed as i where i.what = 'truncate guard' and i.object = p.relid::regclass::text)
    union all
    -- BEFORE (2), for each row (1), UPDATE (16).
    select 'trigger order', format('%s (%I)', t.tgrelid::regclass, t.tgname), 'before ~retention_guard', 'after it', false
    from pg_trigger as guard
    join pg_trigger as t on t.tgrelid = guard.tgrelid and t.tgname > guard.tgname
    join pg_proc as p on p.oid = t.tgfoid
    where guard.tgname = '~retention_guard' and t.tgtype::integer & 19 = 19 and t.tgenabled <> 'D' and p.pronamespace <> 'retention'::regnamespace
    union all
    -- Since PostgreSQL 16 a membership may give nothing but the right to pass it on.
    select 'member', format('%s in %s', pg_get_userbyid(m.member), pg_get_userbyid(m.roleid)), 'nothing', 'may act as it', false
    from pg_auth_members as m
    where pg_get_userbyid(m.roleid) in ('kaevo_retention_owner', 'kaevo_retention_disposer')
      and (coalesce((to_jsonb(m) ->> 'inherit_option')::boolean, true) or coalesce((to_jsonb(m) ->> 'set_option')::boolean, true))
    union all
    select 'event trigger', e.evtname, 'always', case e.evtenabled when 'D' then 'disabled' else 'not always' end, false
    from pg_event_trigger as e
    where e.evtname like '~retention%' and e.evtenabled <> 'A'
    union all
    select 'record', 'retention.installed', e.body ->> 'digest', coalesce(retention._installed_digest(), 'nothing'), false
    from retention.evidence as e
    where e.evidence_id = (select max(l.evidence_id) from retention.evidence as l where l.act = 'policy installed')
      and e.body ->> 'digest' is distinct from retention._installed_digest()
  )
  select l.what, l.object, l.expected, l.found, l.stops_runs, h.hint
  from lines as l
  left join (
    values
      ('name', 'The table was renamed or dropped. Undo that, or compile the policy for the new schema and install anew.'),
      ('guard', 'Mend it: alter table … enable always trigger "~retention_guard", or create it as the migration of the guards does. Find out who took it off.'),
      ('truncate guard', 'Create it as the migration of the guards does for partitions, then enable it always. Until then TRUNCATE of this one is not refused.'),
      ('trigger', 'Mend it: alter table … enable always trigger …, or create it as its migration does.'),
      ('trigger text', 'Create the trigger again as its migration does.'),
      ('trigger order', 'Rename the trigger so that it sorts before "~retention_guard": it can change a row on hold after the guard has looked.'),
      ('key', 'The policy was compiled for another key. Undo the change, or compile again and install anew.'),
      ('reference', 'The schema has changed since the policy was compiled. Compile again with the new table, and install anew.'),
      ('row-level security', 'Create the policy "~retention" again, or drop the RESTRICTIVE one.'),
      ('function', 'Compare it with its migration, and create it again from there.'),
      ('view', 'Compare it with its migration, and create it again from there.'),
      ('security', 'Compare the function with its migration, and create it again from there.'),
      ('settings', 'Set it back as its migration does.'),
      ('owner', 'Give it back to its owner, and look at what the other may have changed.'),
      ('rights', 'Revoke what was granted, or grant what was revoked, as the migrations do.'),
      ('default rights', 'Alter the default privileges back as the migration of the storage does.'),
      ('attributes', 'Take the attribute away: alter role ….'),
      ('membership', 'Revoke the membership: our roles are members of nothing.'),
      ('member', 'Revoke the membership: whoever acts as this role can dispose of rows on hold.'),
      ('partition', 'It was dropped or detached, past the policy. Were rows on hold in it?'),
      ('event trigger', 'alter event trigger … enable always.'),
      ('server', 'Renderings of views, triggers and indexes are not compared across majors. Look at them once, then record anew: the way back of this file, and the file again.'),
      ('record', 'Somebody changed the record of the installation. Trust none of it: compare with the migrations.')
  ) as h (what, hint) on h.what = l.what
$$;


ALTER FUNCTION retention._drift() OWNER TO kaevo_retention_owner;

--
-- Name: _end_step(retention.request, text, text); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._end_step(of_request retention.request, of_step text, becomes text) RETURNS retention.request
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  request retention.request;
begin
  if not exists (
    select from retention.request_transition as t where t.step = of_step and t.from_status = of_request.status and t.to_status = becomes
  ) then
    raise exception 'request % is %: the step "%" does not make it %', of_request.request_id, of_request.status, of_step, becomes using errcode = 'RH011';
  end if;
  update retention.request as q set status = becomes where q.request_id = of_request.request_id returning * into strict request;
  return request;
end
$$;


ALTER FUNCTION retention._end_step(of_request retention.request, of_step text, becomes text) OWNER TO kaevo_retention_owner;

--
-- Name: _erasure_counts(retention.request); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._erasure_counts(of_request retention.request) RETURNS jsonb
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select coalesce(jsonb_agg(to_jsonb(e) - 'erase_at' order by e.run_order, e.table_name), '[]') from retention._foresee(of_request) as e
$$;


ALTER FUNCTION retention._erasure_counts(of_request retention.request) OWNER TO kaevo_retention_owner;

--
-- Name: _erasure_request(bigint); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._erasure_request(of_request bigint) RETURNS retention.request
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  request retention.request;
begin
  select * into request from retention.request as q where q.request_id = of_request and q.right_name = 'erasure';
  if not found then
    raise exception 'there is no request % for erasure', of_request
      using errcode = 'RH013', hint = 'select request_id, status from retention.request where right_name = ''erasure'';';
  end if;
  return request;
end
$$;


ALTER FUNCTION retention._erasure_request(of_request bigint) OWNER TO kaevo_retention_owner;

--
-- Name: _evidence_hash(bytea, bigint, timestamp with time zone, text, text, jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._evidence_hash(previous_hash bytea, evidence_id bigint, recorded_at timestamp with time zone, recorded_by text, act text, body jsonb) RETURNS bytea
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
  select sha256(previous_hash || convert_to(concat_ws(
    E'\x1f', evidence_id, to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), recorded_by, act, body::text
  ), 'UTF8'))
$$;


ALTER FUNCTION retention._evidence_hash(previous_hash bytea, evidence_id bigint, recorded_at timestamp with time zone, recorded_by text, act text, body jsonb) OWNER TO kaevo_retention_owner;

--
-- Name: _extend_hold(bigint, text, jsonb, text, timestamp with time zone, timestamp with time zone, text); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._extend_hold(of_hold bigint, on_table text, row_key jsonb, on_class text, since timestamp with time zone, until timestamp with time zone, on_tenant text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  perform retention.hold_writer_barrier();
  -- Locked, so that nobody releases it meanwhile.
  perform from retention.hold as h where h.hold_id = of_hold and h.released_at is null and not h.standing for share;
  if not found then
    raise exception 'there is no active hold %', of_hold using errcode = 'RH005', hint = 'select hold_id, matter, released_at from retention.hold;';
  end if;
  perform retention._add_scope(of_hold, on_table, row_key, on_class, since, until, on_tenant);
  perform retention._append_evidence('hold extended', jsonb_build_object(
    'hold', of_hold, 'on_table', on_table, 'on_class', on_class, 'since', since, 'until', until, 'on_tenant', retention.keyed_digest(on_tenant)
  ));
end
$$;


ALTER FUNCTION retention._extend_hold(of_hold bigint, on_table text, row_key jsonb, on_class text, since timestamp with time zone, until timestamp with time zone, on_tenant text) OWNER TO kaevo_retention_owner;

--
-- Name: _facts(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._facts() RETURNS TABLE(what text, object text, value text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
  with ours (role) as (
    select r.oid
    from pg_roles as r
    where r.rolname in (
      'kaevo_retention_owner', 'kaevo_retention_disposer', 'kaevo_retention_operator', 'kaevo_retention_officer', 'kaevo_retention_auditor', 'kaevo_retention_worker', 'kaevo_retention_scheduler'
    )
  ),
  relation as (
    select c.oid, c.oid::regclass::text as name, c.relkind, c.relowner, c.reloptions, c.relrowsecurity or c.relforcerowsecurity as row_security
    from pg_class as c
    where c.relnamespace = 'retention'::regnamespace and c.relkind <> 'c'
  ),
  routine as (
    select p.*, p.oid::regprocedure::text as name
    from pg_proc as p
    where p.pronamespace = 'retention'::regnamespace
  ),
  -- Our relations, and the tables under guards with their partitions.
  watched as (
    select r.oid from relation as r
    union
    select coalesce(p.relid, to_regclass(g.table_name))
    from retention.guarded_table as g
    left join lateral pg_partition_tree(to_regclass(g.table_name)) as p on true
  ),
  granted (object, acl, owner, is_ours) as (
    select 'schema ' || n.oid::regnamespace, n.nspacl, n.nspowner, n.nspname = 'retention'
    from pg_namespace as n
    union all
    select c.oid::regclass::text, c.relacl, c.relowner, c.relnamespace = 'retention'::regnamespace
    from pg_class as c where c.relacl is not null
    union all
    select format('%s (%I)', a.attrelid::regclass, a.attname), a.attacl, c.relowner, c.relnamespace = 'retention'::regnamespace
    from pg_attribute as a
    join pg_class as c on c.oid = a.attrelid
    where a.attacl is not null and not a.attisdropped
    union all
    select p.oid::regprocedure::text, coalesce(p.proacl, acldefault('f', p.proowner)), p.proowner, p.pronamespace = 'retention'::regnamespace
    from pg_proc as p
    where p.proacl is not null or p.pronamespace = 'retention'::regnamespace
  )
  select * from retention._vital_facts()
  union all
  select 'server', 'major', (current_setting('server_version_num')::integer / 10000)::text
  union all
  -- Relations
  select 'table', r.name, (
    select string_agg(format('%I %s%s', a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then ' not null' end), ', ' order by a.attnum)
    from pg_attribute as a
    where a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
  ) || case when r.row_security then ', row-level security' else '' end
  from relation as r
  where r.relkind = 'r'
  union all
  select 'view', r.name, encode(sha256(convert_to(pg_get_viewdef(r.oid) || coalesce(r.reloptions::text, ''), 'UTF8')), 'hex')
  from relation as r
  where r.relkind = 'v'
  union all
  select 'index', r.name, pg_get_indexdef(r.oid) || case when i.indisvalid then '' else ', invalid' end
  from relation as r
  join pg_index as i on i.indexrelid = r.oid
  union all
  select 'constraint', format('%s: %s', r.name, k.conname), pg_get_constraintdef(k.oid)
  from relation as r
  join pg_constraint as k on k.conrelid = r.oid
  -- What a constraint has for each partition comes and goes with the partition.
  where k.contype in ('p', 'u', 'f', 'c') and k.conparentid = 0
  union all
  select 'rule', format('%s (%I)', r.ev_class::regclass, r.rulename), pg_get_ruledef(r.oid)
  from watched as w
  join pg_rewrite as r on r.ev_class = w.oid
  where r.rulename <> '_RETURN'
  union all
  select 'trigger text', format('%s (%I)', t.tgrelid::regclass, t.tgname), pg_get_triggerdef(t.oid)
  from pg_trigger as t
  left join relation as r on r.oid = t.tgrelid
  where not t.tgisinternal and t.tgparentid = 0 and (r.oid is not null or t.tgname like '~retention%')
  union all
  select 'policy', format('%s (%I)', p.polrelid::regclass, p.polname), format(
    '%s, for %s, to %s, using (%s), with check (%s)', case when p.polpermissive then 'permissive' else 'restrictive' end, p.polcmd,
    array(select case r when 0 then 'PUBLIC' else pg_get_userbyid(r)::text end from unnest(p.polroles) as r order by 1),
    pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)
  )
  from pg_policy as p
  left join relation as r on r.oid = p.polrelid
  where r.oid is not null or p.polname = '~retention'
  union all
  -- Functions
  select 'function', f.name, encode(sha256(convert_to(concat_ws(
    E'\x1f', l.lanname, f.prokind, f.provolatile, f.proisstrict, f.proleakproof, f.proparallel, f.proretset, f.prorettype::regtype,
    pg_get_function_arguments(f.oid), f.prosrc, pg_get_function_sqlbody(f.oid)
  ), 'UTF8')), 'hex')
  from routine as f
  join pg_language as l on l.oid = f.prolang
  union all
  select 'security', f.name, case when f.prosecdef then 'definer' else 'invoker' end from routine as f
  union all
  select 'settings', f.name, array_to_string(f.proconfig, '; ') from routine as f where f.proconfig is not null
  union all
  -- Owners and rights
  select 'owner', f.name, pg_get_userbyid(f.proowner) from routine as f
  union all
  select 'owner', r.name, pg_get_userbyid(r.relowner) from relation as r where r.relkind <> 'i'
  union all
  select 'owner', 'schema retention', pg_get_userbyid(n.nspowner) from pg_namespace as n where n.nspname = 'retention'
  union all
  -- In our schema those of everybody, elsewhere those of our roles.
  select
    'rights', format('%s on %s', case a.grantee when 0 then 'PUBLIC' else pg_get_userbyid(a.grantee)::text end, g.object),
    string_agg(a.privilege_type || case when a.is_grantable then ' (may pass it on)' else '' end, ', ' order by a.privilege_type)
  from granted as g
  cross join lateral aclexplode(g.acl) as a
  where a.grantee <> g.owner and (g.is_ours or exists (select from ours as o where o.role = a.grantee))
    -- What schedule.sql grants, later.
    and not (g.object = 'schema cron' and pg_get_userbyid(a.grantee) = 'kaevo_retention_scheduler')
  group by g.object, a.grantee
  union all
  select 'default rights', format('%s on %s', pg_get_userbyid(d.defaclrole), d.defaclobjtype), d.defaclacl::text
  from pg_default_acl as d
  join ours as o on o.role = d.defaclrole
  union all
  -- Roles
  select 'attributes', r.rolname, concat_ws(
    ', ', case when r.rolcanlogin then 'login' else 'no login' end, case when r.rolsuper then 'superuser' end, case when r.rolcreaterole then 'createrole' end,
    case when r.rolcreatedb then 'createdb' end, case when r.rolreplication then 'replication' end, case when r.rolbypassrls then 'bypassrls' end
  )
  from pg_roles as r
  join ours as o on o.role = r.oid
  union all
  select 'settings', pg_get_userbyid(s.setrole), string_agg(array_to_string(s.setconfig, '; '), '; ' order by s.setdatabase)
  from pg_db_role_setting as s
  join ours as o on o.role = s.setrole
  group by s.setrole
  union all
  select 'membership', format('%s in %s', pg_get_userbyid(m.member), pg_get_userbyid(m.roleid)), 'member'
  from pg_auth_members as m
  join ours as o on o.role = m.member
  union all
  -- Partitions that were there
  select 'partition', p.relid::regclass::text, 'of ' || g.table_name
  from retention.guarded_table as g
  cross join lateral pg_partition_tree(to_regclass(g.table_name)) as p
  where p.parentrelid is not null and p.relid <> to_regclass(g.table_name)
$$;


ALTER FUNCTION retention._facts() OWNER TO kaevo_retention_owner;

--
-- Name: _foresee(retention.request); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._foresee(of_request retention.request) RETURNS TABLE(run_order integer, table_name text, row_count bigint, held bigint, deferred bigint, release_at timestamp with time zone, erase_at timestamp with time zone)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  lines jsonb;
begin
  begin
    case of_request.subject_table
      when 'public.users' then
        select jsonb_agg(e order by e.run_order, e.table_name) into lines from retention.foresee_users(of_request.subject_key, clock_timestamp()) as e;
    end case;
    raise exception using errcode = 'ZZ000';
  exception when sqlstate 'ZZ000' then
    null;
  end;
  return query
  select e.run_order, e.table_name, e.row_count, e.held, e.deferred, e.release_at, e.erase_at
  from jsonb_to_recordset(lines) as e (
    run_order integer, table_name text, row_count bigint, held bigint, deferred bigint, release_at timestamptz, erase_at timestamptz
  );
end
$$;


ALTER FUNCTION retention._foresee(of_request retention.request) OWNER TO kaevo_retention_owner;

--
-- Name: _hmac(bytea, bytea); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._hmac(message bytea, secret bytea) RETURNS bytea
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  padded bytea := case when length(secret) > 64 then sha256(secret) else secret end;
  inner_key bytea;
  outer_key bytea;
begin
  padded := padded || decode(repeat('00', 64 - length(padded)), 'hex');
  inner_key := padded;
  outer_key := padded;
  for i in 0..63 loop
    inner_key := set_byte(inner_key, i, get_byte(padded, i) # 54);
    outer_key := set_byte(outer_key, i, get_byte(padded, i) # 92);
  end loop;
  return sha256(outer_key || sha256(inner_key || message));
end
$$;


ALTER FUNCTION retention._hmac(message bytea, secret bytea) OWNER TO kaevo_retention_owner;

--
-- Name: _hold_inventory(bigint); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_disposer
--

CREATE FUNCTION retention._hold_inventory(of_hold bigint) RETURNS jsonb
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
  select coalesce(jsonb_object_agg(counted.name, counted.n), '{}')
  from (
    select locked.name, count(*) as n
    from (
      select 'analytics_events' as name
      from public.analytics_events as r
      where exists (select from retention.analytics_events_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'medical_records' as name
      from public.medical_records as r
      where exists (select from retention.medical_records_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'household_members' as name
      from public.household_members as r
      where exists (select from retention.household_members_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'balance_snapshots' as name
      from public.balance_snapshots as r
      where exists (select from retention.balance_snapshots_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'transactions' as name
      from public.transactions as r
      where exists (select from retention.transactions_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'accounts' as name
      from public.accounts as r
      where exists (select from retention.accounts_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'bills' as name
      from public.bills as r
      where exists (select from retention.bills_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'budgets' as name
      from public.budgets as r
      where exists (select from retention.budgets_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'calendar_events' as name
      from public.calendar_events as r
      where exists (select from retention.calendar_events_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'chores' as name
      from public.chores as r
      where exists (select from retention.chores_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'expenses' as name
      from public.expenses as r
      where exists (select from retention.expenses_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'homes' as name
      from public.homes as r
      where exists (select from retention.homes_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'incomes' as name
      from public.incomes as r
      where exists (select from retention.incomes_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'investment_accounts' as name
      from public.investment_accounts as r
      where exists (select from retention.investment_accounts_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'recipes' as name
      from public.recipes as r
      where exists (select from retention.recipes_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'vacations' as name
      from public.vacations as r
      where exists (select from retention.vacations_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'vault_documents' as name
      from public.vault_documents as r
      where exists (select from retention.vault_documents_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'vehicles' as name
      from public.vehicles as r
      where exists (select from retention.vehicles_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'households' as name
      from public.households as r
      where exists (select from retention.households_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'inactivity_notices' as name
      from public.inactivity_notices as r
      where exists (select from retention.inactivity_notices_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'incident_subjects' as name
      from public.incident_subjects as r
      where exists (select from retention.incident_subjects_held as held where held.hold_id = of_hold and r.incident_id = held.incident_id and r.user_id = held.user_id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'public.plaid_accounts' as name
      from public.plaid_accounts as r
      where exists (select from retention.plaid_accounts_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'plaid_connections' as name
      from public.plaid_connections as r
      where exists (select from retention.plaid_connections_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'public.billing_events' as name
      from public.billing_events as r
      where exists (select from retention.billing_events_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'subscriptions' as name
      from public.subscriptions as r
      where exists (select from retention.subscriptions_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'public.support_messages' as name
      from public.support_messages as r
      where exists (select from retention.support_messages_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'support_threads' as name
      from public.support_threads as r
      where exists (select from retention.support_threads_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'app_logs' as name
      from public.app_logs as r
      where exists (select from retention.app_logs_held as held where held.hold_id = of_hold and r.at = held.at and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'public.users' as name
      from public.users as r
      where exists (select from retention.users_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'auth.users' as name
      from auth.users as r
      where exists (select from retention.auth_users_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'security_incidents' as name
      from public.security_incidents as r
      where exists (select from retention.security_incidents_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
  ) as counted
$$;


ALTER FUNCTION retention._hold_inventory(of_hold bigint) OWNER TO kaevo_retention_disposer;

--
-- Name: _indeterminate(text); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._indeterminate(of_class text) RETURNS bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
declare
  n bigint := 0;
begin
  case of_class
    when 'analytics_events' then
      select count(*) into n from retention.analytics_events_fate as f where f.started_at is null;
    when 'transactions' then
      select count(*) into n from retention.transactions_fate as f where f.started_at is null;
    when 'bills' then
      select count(*) into n from retention.bills_fate as f where f.started_at is null;
    when 'expenses' then
      select count(*) into n from retention.expenses_fate as f where f.started_at is null;
    when 'incomes' then
      select count(*) into n from retention.incomes_fate as f where f.started_at is null;
    when 'incident_subjects' then
      select count(*) into n from retention.incident_subjects_fate as f where f.started_at is null;
    when 'plaid_connections' then
      select count(*) into n from retention.plaid_connections_fate as f where f.started_at is null;
    when 'subscriptions' then
      select count(*) into n from retention.subscriptions_fate as f where f.started_at is null;
    when 'support_threads' then
      select count(*) into n from retention.support_threads_fate as f where f.started_at is null;
    when 'app_logs' then
      select count(*) into n from retention.app_logs_fate as f where f.started_at is null;
    when 'security_incidents' then
      select count(*) into n from retention.security_incidents_fate as f where f.started_at is null;
    else
      n := 0;
  end case;
  return n;
end
$$;


ALTER FUNCTION retention._indeterminate(of_class text) OWNER TO kaevo_retention_owner;

--
-- Name: _installed_digest(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._installed_digest() RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select encode(sha256(convert_to(
    string_agg(concat_ws(E'\x1f', i.what, i.object, i.value), E'\x1e' order by i.what collate "C", i.object collate "C"), 'UTF8'
  )), 'hex')
  from retention.installed as i
$$;


ALTER FUNCTION retention._installed_digest() OWNER TO kaevo_retention_owner;

--
-- Name: _list_rows(retention.request, timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._list_rows(of_request retention.request, as_of timestamp with time zone) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  delete from retention.erasure_row as r where r.request_id = of_request.request_id;
  update retention.erasure as e set at_order = 0, at_row = 0, pass_rows = 0, passes = e.passes + 1 where e.request_id = of_request.request_id;
  case of_request.subject_table
    when 'public.users' then
      return retention.list_users(of_request.request_id, of_request.subject_key, as_of);
  end case;
end
$$;


ALTER FUNCTION retention._list_rows(of_request retention.request, as_of timestamp with time zone) OWNER TO kaevo_retention_owner;

--
-- Name: _lock_person(retention.request); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._lock_person(of_request retention.request) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  case of_request.subject_table
    when 'public.users' then
      perform retention.lock_users(of_request.subject_key);
  end case;
end
$$;


ALTER FUNCTION retention._lock_person(of_request retention.request) OWNER TO kaevo_retention_owner;

--
-- Name: _next_run(retention.class); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._next_run(class retention.class) RETURNS timestamp with time zone
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ select min(turn) from retention._turns(class, statement_timestamp(), statement_timestamp() + interval '400 days') as turn $$;


ALTER FUNCTION retention._next_run(class retention.class) OWNER TO kaevo_retention_owner;

--
-- Name: _not_yours(bigint); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._not_yours(of_notice bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  found_state text;
begin
  select o.state into found_state from retention.outbox as o where o.notice_id = of_notice;
  raise exception 'notice % is not yours to settle: %', of_notice, case
    when found_state is null then 'there is no such notice'
    when found_state = 'taken' then 'another attempt has it'
    else format('it is %s', found_state)
  end using errcode = 'RH015', hint = 'Its lease was over, or it was decided otherwise: leave it.';
end
$$;


ALTER FUNCTION retention._not_yours(of_notice bigint) OWNER TO kaevo_retention_owner;

--
-- Name: _note_retained(retention.request); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._note_retained(of_request retention.request) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  insert into retention.request_retained as n (request_id, class_name, ground, row_count, release_at)
  select of_request.request_id, r.class_name, r.ground, sum(r.row_count), max(r.release_at)
  from retention._remains(of_request.subject_table, of_request.subject_key) as r
  where r.ground is not null
  group by r.class_name, r.ground
  on conflict (request_id, class_name) do update
  set row_count = greatest(n.row_count, excluded.row_count),
    release_at = case when excluded.row_count >= n.row_count then excluded.release_at else greatest(n.release_at, excluded.release_at) end
$$;


ALTER FUNCTION retention._note_retained(of_request retention.request) OWNER TO kaevo_retention_owner;

--
-- Name: _open_erasure(bigint, boolean); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._open_erasure(of_request bigint, last boolean DEFAULT false) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  request retention.request := retention._erasure_request(of_request);
  now_is constant timestamptz := clock_timestamp();
  refusal text;
  in_one boolean;
  due_at timestamptz;
  found_rows bigint;
begin
  if request.status = 'completed' then
    return true;
  end if;
  request := retention._begin_step(of_request, 'complete');
  refusal := coalesce(
    retention._waits(),
    (select 'all runs are paused: ' || p.reason from retention.pause as p where p.resumed_at is null and p.class_name is null limit 1),
    (select f from retention.findings() as f limit 1)
  );
  if refusal is null then
    select max(e.erase_at), coalesce(sum(e.row_count), 0) into due_at, found_rows from retention._foresee(request) as e;
    if found_rows > 0 and due_at is null then
      refusal := 'the event with which the policy starts it is not set';
    elsif due_at > now_is then
      refusal := format('rows of the person are in residence until %s', due_at);
    end if;
  end if;
  if refusal is not null then
    raise exception 'request %: %', of_request, refusal using errcode = 'RH017';
  end if;
  in_one := last or found_rows <= 10000;
  if in_one then
    perform retention._lock_person(request);
  end if;
  perform retention._note_retained(request);
  insert into retention.erasure (request_id, as_of, batch_rows)
  values (of_request, now_is, 1000)
  on conflict (request_id) do update set as_of = now_is, finished_at = null, batch_rows = 1000, lock_waits = 0, passes = 0;
  delete from retention.erasure_blocked as b where b.request_id = of_request;
  perform retention._list_rows(request, now_is);
  return in_one;
end
$$;


ALTER FUNCTION retention._open_erasure(of_request bigint, last boolean) OWNER TO kaevo_retention_owner;

--
-- Name: _open_hold(text, text, text, text, text, text, text, jsonb, text, timestamp with time zone, timestamp with time zone, text); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._open_hold(matter text, kind text, authority text, reason text, document text, notify text, on_table text, row_key jsonb, on_class text, since timestamp with time zone, until timestamp with time zone, on_tenant text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  placed bigint;
begin
  perform retention.hold_writer_barrier();
  insert into retention.hold (matter, kind, authority, reason, document, notify)
  values (matter, kind, authority, reason, document, notify)
  returning hold_id into placed;
  perform retention._add_scope(placed, on_table, row_key, on_class, since, until, on_tenant);
  perform retention._append_evidence('hold placed', jsonb_build_object(
    'hold', placed, 'order', retention.keyed_digest(jsonb_build_array(matter, kind, authority, reason, document)::text),
    'on_table', on_table, 'on_class', on_class, 'since', since, 'until', until, 'on_tenant', retention.keyed_digest(on_tenant)
  ));
  return placed;
end
$$;


ALTER FUNCTION retention._open_hold(matter text, kind text, authority text, reason text, document text, notify text, on_table text, row_key jsonb, on_class text, since timestamp with time zone, until timestamp with time zone, on_tenant text) OWNER TO kaevo_retention_owner;

--
-- Name: _open_request(text, jsonb, text, text, timestamp with time zone, text); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._open_request(of_table text, of_key jsonb, of_right text, by_channel text, at timestamp with time zone, by_event text) RETURNS retention.request
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  request retention.request;
begin
  -- Its last days are counted with the holidays as they stand, or anew when somebody has set them.
  lock table retention.holiday in share mode;
  request.right_name := of_right;
  request.subject_table := of_table;
  request.received_on := (at at time zone 'America/New_York')::date;
  select array_agg(distinct c.regime order by c.regime) into request.regimes
  from retention.request_clock as c
  where c.subject_table = of_table and c.right_name = of_right;
  insert into retention.request (
    right_name, subject_table, subject_key, channel, event, received_at, received_on, regimes, verification_needed,
    acknowledge_due, respond_due, extend_due
  )
  select
    of_right, of_table, of_key, by_channel, by_event, at, request.received_on, request.regimes, u.verification,
    retention._stage_due(request, 'acknowledge', 0), retention._stage_due(request, 'respond', 0), retention._stage_due(request, 'extend', 0)
  from retention.request_rule as u
  where u.subject_table = of_table and u.right_name = of_right
  returning * into strict request;
  -- What the application opens is verified at once, and noted then.
  if of_right = 'erasure' and by_event is null then
    perform retention._note_retained(request);
  end if;
  return request;
end
$$;


ALTER FUNCTION retention._open_request(of_table text, of_key jsonb, of_right text, by_channel text, at timestamp with time zone, by_event text) OWNER TO kaevo_retention_owner;

--
-- Name: _person(text, jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._person(subject_table text, subject_key jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  found_key jsonb;
begin
  case subject_table
    when 'public.users' then
      select jsonb_build_object('id', r.id) into found_key
      from public.users as r
      where r.id = (_person.subject_key ->> 'id')::uuid;
  end case;
  return found_key;
end
$$;


ALTER FUNCTION retention._person(subject_table text, subject_key jsonb) OWNER TO kaevo_retention_owner;

--
-- Name: _pin_partitions(bigint); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._pin_partitions(of_hold bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
begin
  insert into retention.app_logs_pin (hold_id, at, id)
  select distinct on (r.tableoid) of_hold, r.at, r.id
  from public.app_logs as r
  where exists (select from retention.app_logs_held as held where held.hold_id = of_hold and r.at = held.at and r.id = held.id)
  on conflict do nothing;
end
$$;


ALTER FUNCTION retention._pin_partitions(of_hold bigint) OWNER TO kaevo_retention_owner;

--
-- Name: _preserve(bigint[], text, jsonb, jsonb, jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._preserve(holds bigint[], of_table text, of_row jsonb, was jsonb, becomes jsonb) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  insert into retention.preserved (hold_id, table_name, row_key, whole, image)
  select hold, of_table, of_row, first.is_so, case when first.is_so then was else changed.columns end
  from unnest(holds) as hold
  cross join lateral (
    select not exists (
      select from retention.preserved as p where p.hold_id = hold and p.table_name = of_table and p.row_key = of_row
    ) as is_so
  ) as first
  cross join (select jsonb_object_agg(w.key, w.value) as columns from jsonb_each(was) as w where w.value is distinct from becomes -> w.key) as changed
$$;


ALTER FUNCTION retention._preserve(holds bigint[], of_table text, of_row jsonb, was jsonb, becomes jsonb) OWNER TO kaevo_retention_owner;

--
-- Name: _refusal(retention.class, boolean, text, text, text); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._refusal(class retention.class, scheduled boolean, actor text, phrase text, tenant text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
  finding text;
  reason text;
begin
  if class.mode = 'disabled' then
    return format('disabled until %s', class.disabled_until);
  end if;
  select p.reason into reason from retention.pause as p
  where p.resumed_at is null and (p.class_name is null or p.class_name = class.class_name) limit 1;
  if found then
    return format('paused: %s', reason);
  end if;
  select f into finding from retention.findings() as f limit 1;
  if found then
    return finding;
  end if;
  if exists (select from retention.run_log as l where l.class_name = class.class_name and retention._alive(l)) then
    return 'another run of the class is under way';
  end if;
  if tenant is not null and not class.has_tenant then
    return 'the rows of this class belong to no tenant; run it without one';
  end if;
  if not scheduled and class.gate_function is not null then
    execute format('select retention.%I($1, $2, $3)', class.gate_function) into reason using actor, phrase, tenant;
    return reason;
  end if;
  return null;
end
$_$;


ALTER FUNCTION retention._refusal(class retention.class, scheduled boolean, actor text, phrase text, tenant text) OWNER TO kaevo_retention_owner;

--
-- Name: _remains(text, jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._remains(subject_table text, subject_key jsonb) RETURNS TABLE(class_name text, reason text, row_count bigint, ground text, release_at timestamp with time zone)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  case subject_table
    when 'public.users' then
      return query select * from retention.remain_users(subject_key);
  end case;
end
$$;


ALTER FUNCTION retention._remains(subject_table text, subject_key jsonb) OWNER TO kaevo_retention_owner;

--
-- Name: _remembered_matters(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._remembered_matters() RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select coalesce(
    nullif(current_setting('retention.matters', true), ''),
    (select string_agg(h.matter, ', ' order by h.hold_id) from retention.active_hold as h where not h.standing)
  )
$$;


ALTER FUNCTION retention._remembered_matters() OWNER TO kaevo_retention_owner;

--
-- Name: _request_facts(retention.request); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._request_facts(of_request retention.request) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select jsonb_build_object(
    'request', of_request.request_id, 'right', of_request.right_name, 'status', of_request.status,
    'person', retention.keyed_digest(jsonb_build_array(of_request.subject_table, of_request.subject_key)::text)
  )
$$;


ALTER FUNCTION retention._request_facts(of_request retention.request) OWNER TO kaevo_retention_owner;

--
-- Name: _run_close(bigint, text, text); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._run_close(of_run bigint, reason text, final_state text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  run retention.run_log;
begin
  select * into strict run from retention.run_log where run_id = of_run;
  if run.rows_disposed > 0 or run.rows_blocked > 0 then
    select c.rows_held, c.rows_deferred, c.rows_due into strict run.rows_held, run.rows_deferred, run.rows_left
    from retention._count(run.class_name, run.as_of) as c;
  end if;
  delete from retention.pseudonym_key where run_id = of_run and of_run <> 0;
  update retention.run_log
  set state = final_state,
      stop_reason = case
        when final_state = 'done' and rows_disposed = 0 and run.rows_left > 0 then 'rows due, none disposed of'
        when final_state = 'done' and run.rows_left > 0 then 'done, with rows left'
        else reason
      end,
      finished_at = clock_timestamp(),
      rows_held = run.rows_held,
      rows_deferred = run.rows_deferred,
      rows_left = run.rows_left
  where run_id = of_run;
end
$$;


ALTER FUNCTION retention._run_close(of_run bigint, reason text, final_state text) OWNER TO kaevo_retention_owner;

--
-- Name: _schedule_drift(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._schedule_drift() RETURNS TABLE(what text, object text, expected text, found text, stops_runs boolean, hint text)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
  jobs regclass;
begin
  -- Looking a table up in a schema without USAGE is an error.
  if not exists (select from pg_namespace as n where n.nspname = 'cron' and has_schema_privilege(n.oid, 'usage')) then
    return;
  end if;
  jobs := to_regclass('cron.job');
  if jobs is null or not has_table_privilege(jobs, 'select') then
    return;
  end if;
  return query execute $drift$
    with wanted (name, found) as (
      values ('retention:kaevo:analytics_events', '7 * * * *' || ' ' || 'call retention.run(''analytics_events'', scheduled => true)'), ('retention:kaevo:medical_records', '8 * * * *' || ' ' || 'call retention.run(''medical_records'', scheduled => true)'), ('retention:kaevo:household_members', '9 * * * *' || ' ' || 'call retention.run(''household_members'', scheduled => true)'), ('retention:kaevo:balance_snapshots', '10 * * * *' || ' ' || 'call retention.run(''balance_snapshots'', scheduled => true)'), ('retention:kaevo:transactions', '11 * * * *' || ' ' || 'call retention.run(''transactions'', scheduled => true)'), ('retention:kaevo:accounts', '12 * * * *' || ' ' || 'call retention.run(''accounts'', scheduled => true)'), ('retention:kaevo:bills', '13 * * * *' || ' ' || 'call retention.run(''bills'', scheduled => true)'), ('retention:kaevo:budgets', '14 * * * *' || ' ' || 'call retention.run(''budgets'', scheduled => true)'), ('retention:kaevo:calendar_events', '15 * * * *' || ' ' || 'call retention.run(''calendar_events'', scheduled => true)'), ('retention:kaevo:chores', '16 * * * *' || ' ' || 'call retention.run(''chores'', scheduled => true)'), ('retention:kaevo:expenses', '17 * * * *' || ' ' || 'call retention.run(''expenses'', scheduled => true)'), ('retention:kaevo:homes', '18 * * * *' || ' ' || 'call retention.run(''homes'', scheduled => true)'), ('retention:kaevo:incomes', '19 * * * *' || ' ' || 'call retention.run(''incomes'', scheduled => true)'), ('retention:kaevo:investment_accounts', '20 * * * *' || ' ' || 'call retention.run(''investment_accounts'', scheduled => true)'), ('retention:kaevo:recipes', '21 * * * *' || ' ' || 'call retention.run(''recipes'', scheduled => true)'), ('retention:kaevo:vacations', '22 * * * *' || ' ' || 'call retention.run(''vacations'', scheduled => true)'), ('retention:kaevo:vault_documents', '23 * * * *' || ' ' || 'call retention.run(''vault_documents'', scheduled => true)'), ('retention:kaevo:vehicles', '24 * * * *' || ' ' || 'call retention.run(''vehicles'', scheduled => true)'), ('retention:kaevo:households', '25 * * * *' || ' ' || 'call retention.run(''households'', scheduled => true)'), ('retention:kaevo:inactivity_notices', '26 * * * *' || ' ' || 'call retention.run(''inactivity_notices'', scheduled => true)'), ('retention:kaevo:incident_subjects', '27 * * * *' || ' ' || 'call retention.run(''incident_subjects'', scheduled => true)'), ('retention:kaevo:plaid_connections', '28 * * * *' || ' ' || 'call retention.run(''plaid_connections'', scheduled => true)'), ('retention:kaevo:subscriptions', '29 * * * *' || ' ' || 'call retention.run(''subscriptions'', scheduled => true)'), ('retention:kaevo:support_threads', '30 * * * *' || ' ' || 'call retention.run(''support_threads'', scheduled => true)'), ('retention:kaevo:app_logs', '31 * * * *' || ' ' || 'call retention.run(''app_logs'', scheduled => true)'), ('retention:kaevo:auth.users', '32 * * * *' || ' ' || 'call retention.run(''auth.users'', scheduled => true)'), ('retention:kaevo:security_incidents', '33 * * * *' || ' ' || 'call retention.run(''security_incidents'', scheduled => true)'), ('retention:kaevo:take requests', '*/5 * * * *' || ' ' || 'select retention.take_requests()'), ('retention:kaevo:destroy images', '47 4 * * *' || ' ' || 'select retention.dispose_of_images()'), ('retention:kaevo:prune the evidence', '49 4 * * *' || ' ' || 'select retention.prune_evidence()')
    ),
    job as (
      select
        j.jobname::text as name,
        concat_ws(', ', j.schedule || ' ' || j.command, case when j.username <> 'kaevo_retention_scheduler' then 'as ' || j.username end, case when not j.active then 'inactive' end) as found
      from $drift$ || jobs || $drift$ as j
      where j.jobname like 'retention:kaevo:%' and j.jobname <> 'retention:kaevo:trim the log of starts' and j.database = current_database()
    )
    select
      'schedule', coalesce(w.name, j.name), coalesce(w.found, 'nothing'), coalesce(j.found, 'missing'), false,
      'Apply schedule.sql again; it may be applied at any time.'
    from (select * from wanted where wanted.name is not null) as w
    full join job as j on j.name = w.name
    where j.found is distinct from w.found and exists (select from job)
  $drift$;
end
$_$;


ALTER FUNCTION retention._schedule_drift() OWNER TO kaevo_retention_owner;

--
-- Name: _seal_notices(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._seal_notices() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  outcomes jsonb;
begin
  with unsealed as (
    select o.notice_id from retention.outbox as o where o.state = 'settled' and not o.sealed for update skip locked
  ),
  sealed as (
    update retention.outbox as o set sealed = true from unsealed as u where o.notice_id = u.notice_id returning o.recipient, o.outcome
  ),
  total as (
    select s.recipient, s.outcome, count(*) as notices from sealed as s group by s.recipient, s.outcome
  )
  select jsonb_agg(t order by t.recipient, t.outcome) into outcomes from total as t;
  if outcomes is not null then
    perform retention._append_evidence('notices settled', jsonb_build_object('outcomes', outcomes));
  end if;
end
$$;


ALTER FUNCTION retention._seal_notices() OWNER TO kaevo_retention_owner;

--
-- Name: _stage_due(retention.request, text, integer); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._stage_due(of_request retention.request, of_stage text, paused_days integer) RETURNS date
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select min(retention.deadline(
    of_request.received_on, c.period, c.business_days, c.rolls, c.region,
    case when c.pauses and of_stage <> 'acknowledge' then _stage_due.paused_days else 0 end
  ))
  from retention.request_clock as c
  where c.subject_table = of_request.subject_table and c.right_name = of_request.right_name and c.stage = of_stage
    and c.regime = any (of_request.regimes)
$$;


ALTER FUNCTION retention._stage_due(of_request retention.request, of_stage text, paused_days integer) OWNER TO kaevo_retention_owner;

--
-- Name: _status(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._status() RETURNS TABLE(class_name text, mode text, rows_due bigint, rows_overdue bigint, rows_indeterminate bigint, rows_held bigint, rows_deferred bigint, rows_in_review bigint, last_run_at timestamp with time zone, last_state text, last_stop_reason text, last_disposed bigint, next_run_at timestamp with time zone, schedule_missed boolean)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select
    c.class_name, c.mode, b.rows_due, b.rows_overdue, retention._indeterminate(c.class_name), b.rows_held, b.rows_deferred, b.rows_in_review,
    (l.run).started_at,
    case when stuck.is_so then 'stuck' else (l.run).state end,
    case
      when not stuck.is_so then (l.run).stop_reason
      when (l.run).lease_until > clock_timestamp() then 'its session has left it'
      else 'no batch for 15 minutes'
    end,
    (l.run).rows_disposed, retention._next_run(c),
    -- Seen without the scheduler: a turn came more than 15 minutes ago, and since then, give or take a minute for the clock of a scheduler
    -- elsewhere, no scheduled run was started or still under way.
    c.mode = 'armed' and not coalesce(retention._alive(s.run), false) and exists (
      select from retention._turns(
        c, greatest(c.armed_at, (s.run).started_at + interval '1 minute'), statement_timestamp() - interval '15 minutes'
      )
    )
  from retention.class as c
  cross join lateral retention._count(c.class_name, clock_timestamp()) as b
  left join lateral (
    select r as run from retention.run_log as r where r.class_name = c.class_name order by r.run_id desc limit 1
  ) as l on true
  left join lateral (
    select r as run from retention.run_log as r where r.class_name = c.class_name and r.scheduled order by r.run_id desc limit 1
  ) as s on true
  cross join lateral (
    select coalesce((l.run).state = 'running' and not retention._alive(l.run), false) as is_so
  ) as stuck
  order by c.run_order
$$;


ALTER FUNCTION retention._status() OWNER TO kaevo_retention_owner;

--
-- Name: _stopping_drift(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._stopping_drift() RETURNS TABLE(what text, object text, expected text, found text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select 'name', g.table_name, 'a table', 'gone'
  from retention.guarded_table as g
  where to_regclass(g.table_name) is null
  union all
  select coalesce(i.what, f.what), coalesce(i.object, f.object), coalesce(i.value, 'nothing'), coalesce(f.value, 'missing')
  from (select * from retention.installed as r where r.what in ('guard', 'truncate guard', 'trigger', 'key', 'reference')) as i
  full join retention._vital_facts() as f on f.what = i.what and f.object = i.object
  where f.value is distinct from i.value
    and case coalesce(i.what, f.what)
      -- A foreign key that came takes rows along, or changes them; one that only refuses makes rows wait, and they are recorded as blocked.
      when 'reference' then f.value ~ 'on delete (cascade|set)'
        and exists (select from retention.guarded_table as g where right(f.object, length(g.table_name) + 4) = ' to ' || g.table_name)
      -- What is gone as a whole is said once, above; a partition may go.
      when 'trigger' then i.what is not null
      else i.what is not null and to_regclass(i.object) is not null
    end
  union all
  select 'guard', t.tgrelid::regclass::text, 'as on ' || parent.tgrelid::regclass, case t.tgenabled when 'D' then 'disabled' else 'not always' end
  from pg_trigger as t
  join pg_trigger as parent on parent.oid = t.tgparentid
  where t.tgname = '~retention_guard' and t.tgenabled <> parent.tgenabled
  union all
  select 'owner', p.oid::regprocedure::text, 'kaevo_retention_owner' || ' or ' || 'kaevo_retention_disposer', pg_get_userbyid(p.proowner)
  from pg_proc as p
  where p.pronamespace = to_regnamespace('retention')
    and p.proowner not in (select r.oid from pg_roles as r where r.rolname in ('kaevo_retention_owner', 'kaevo_retention_disposer'))
  union all
  select 'row-level security', g.table_name, 'open to the runs', 'hiding rows from the runs'
  from retention.guarded_table as g
  join pg_class as c on c.oid = to_regclass(g.table_name)
  where c.relrowsecurity
    and (
      not exists (select from pg_policy as p where p.polrelid = c.oid and p.polname = '~retention' and p.polpermissive)
      or exists (select from pg_policy as p where p.polrelid = c.oid and not p.polpermissive)
    )
$$;


ALTER FUNCTION retention._stopping_drift() OWNER TO kaevo_retention_owner;

--
-- Name: _tell(text, text, jsonb, jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._tell(recipient text, table_name text, payload jsonb, person jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  told retention.recipient;
  request bigint;
begin
  select * into strict told from retention.recipient as c where c.recipient = _tell.recipient;
  select max(q.request_id) into request
  from retention.request as q
  where q.right_name = 'erasure' and q.subject_table = person ->> 0 and q.subject_key = person -> 1 and q.closed_at is null;
  insert into retention.outbox (recipient, table_name, person, request_id, payload, due_at, last_attempt)
  values (
    told.recipient, _tell.table_name, retention.keyed_digest(person::text), request, _tell.payload,
    retention.due(clock_timestamp(), told.within), told.max_attempts
  );
end
$$;


ALTER FUNCTION retention._tell(recipient text, table_name text, payload jsonb, person jsonb) OWNER TO kaevo_retention_owner;

--
-- Name: _today(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._today() RETURNS date
    LANGUAGE sql STABLE
    AS $$ select (statement_timestamp() at time zone 'America/New_York')::date $$;


ALTER FUNCTION retention._today() OWNER TO kaevo_retention_owner;

--
-- Name: _turns(retention.class, timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._turns(class retention.class, after timestamp with time zone, until timestamp with time zone) RETURNS SETOF timestamp with time zone
    LANGUAGE sql STABLE
    AS $$
  select day + make_interval(hours => h, mins => m)
  from generate_series(date_trunc('day', after, 'UTC'), until, interval '24 hours') as day
  cross join unnest(class.cron_hours) as h
  cross join unnest(class.cron_minutes) as m
  cross join lateral (
    select
      extract(month from day at time zone 'UTC')::integer = any (class.cron_months) as month_fits,
      -- -1 is the last day of the month
      extract(day from day at time zone 'UTC')::integer = any (class.cron_days)
        or (-1 = any (class.cron_days) and extract(day from (day + interval '24 hours') at time zone 'UTC') = 1) as day_fits,
      extract(dow from day at time zone 'UTC')::integer = any (class.cron_weekdays) as weekday_fits
  ) as calendar
  where calendar.month_fits
    -- Vixie's rule: when both the day of the month and the weekday are restricted, either will do.
    and case
      when cardinality(class.cron_days) < 31 and cardinality(class.cron_weekdays) < 7 then calendar.day_fits or calendar.weekday_fits
      else calendar.day_fits and calendar.weekday_fits
    end
    and day + make_interval(hours => h, mins => m) > after
    and day + make_interval(hours => h, mins => m) <= until
$$;


ALTER FUNCTION retention._turns(class retention.class, after timestamp with time zone, until timestamp with time zone) OWNER TO kaevo_retention_owner;

--
-- Name: _unpin_partitions(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._unpin_partitions() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  delete from retention.app_logs_pin as p where not exists (select from retention.active_hold as h where h.hold_id = p.hold_id);
end
$$;


ALTER FUNCTION retention._unpin_partitions() OWNER TO kaevo_retention_owner;

--
-- Name: _vital_facts(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._vital_facts() RETURNS TABLE(what text, object text, value text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  with guarded as materialized (
    select g.table_name, g.key_columns, to_regclass(g.table_name)::oid as oid from retention.guarded_table as g
  ),
  key as (
    select
      g.table_name, g.oid, g.key_columns, array_agg(a.attnum) as numbers,
      string_agg(format('%I %s', k.name, coalesce(format_type(a.atttypid, a.atttypmod), 'gone')), ', ' order by k.place) as columns
    from guarded as g
    cross join unnest(g.key_columns) with ordinality as k (name, place)
    -- One by one: there are few, and the planner would rather read all columns of the database.
    left join lateral (select * from pg_attribute as a where a.attrelid = g.oid and a.attname = k.name and not a.attisdropped limit 1) as a on true
    where g.oid is not null
    group by g.table_name, g.oid, g.key_columns
  ),
  actions (letter, action) as (
    values ('a', 'no action'), ('r', 'restrict'), ('c', 'cascade'), ('n', 'set null'), ('d', 'set default')
  )
  -- Partitions have copies of a row trigger, which are looked at by themselves.
  select
    case t.tgname when '~retention_guard' then 'guard' when '~retention_truncate' then 'truncate guard' else 'trigger' end,
    case when t.tgname in ('~retention_guard', '~retention_truncate') then t.tgrelid::regclass::text else format('%s (%I)', t.tgrelid::regclass, t.tgname) end,
    case t.tgenabled when 'A' then 'always' when 'O' then 'not always' when 'R' then 'only in replicas' else 'disabled' end
  from pg_trigger as t
  where t.tgname like '~retention%' and t.tgparentid = 0
  union all
  select 'key', k.table_name, format(
    '%s(%s)',
    case when exists (
      select from pg_index as i
      where i.indrelid = k.oid and i.indisunique and i.indisvalid and i.indpred is null and i.indexprs is null
        and i.indnkeyatts = cardinality(k.key_columns) and (i.indkey::smallint[])[0:i.indnkeyatts - 1] @> k.numbers
    ) then 'unique ' end,
    k.columns
  )
  from key as k
  union all
  select
    'reference',
    format(
      '%s (%s) to %s', f.conrelid::regclass,
      (
        select string_agg(quote_ident(a.attname), ', ' order by array_position(f.conkey, a.attnum))
        from pg_attribute as a
        where a.attrelid = f.conrelid and a.attnum = any (f.conkey)
      ),
      f.confrelid::regclass
    ),
    -- There may be two foreign keys on the same columns.
    string_agg(format('on delete %s, on update %s', deletes.action, updates.action), '; ' order by deletes.action, updates.action)
  from pg_constraint as f
  join actions as deletes on deletes.letter = f.confdeltype
  join actions as updates on updates.letter = f.confupdtype
  where f.contype = 'f' and f.conparentid = 0 and f.connamespace <> 'retention'::regnamespace
    and (f.conrelid in (select g.oid from guarded as g) or f.confrelid in (select g.oid from guarded as g))
  group by f.conrelid, f.confrelid, f.conkey
$$;


ALTER FUNCTION retention._vital_facts() OWNER TO kaevo_retention_owner;

--
-- Name: _waits(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention._waits() RETURNS text
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  here retention.installation;
begin
  select * into strict here from retention.installation;
  if here.system_identifier <> (select c.system_identifier from pg_control_system() as c)
    or here.database_oid <> (select d.oid from pg_database as d where d.datname = current_database()) then
    return 'this database is a restored copy or a clone; say go on with retention.go_on';
  end if;
  if here.heartbeat > clock_timestamp() + interval '5 minutes' then
    return 'the clock went back; put it right, then say go on with retention.go_on';
  end if;
  if clock_timestamp() - here.heartbeat > here.gap then
    return format(
      'no run for more than %s hours: an old backup, a clock that went ahead, or a scheduler that stood still; say go on with retention.go_on',
      round(extract(epoch from here.gap) / 3600)
    );
  end if;
  return null;
end
$$;


ALTER FUNCTION retention._waits() OWNER TO kaevo_retention_owner;

--
-- Name: acknowledge_request(bigint); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.acknowledge_request(request_id bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  request retention.request := retention._begin_step(request_id, 'acknowledge');
begin
  if request.acknowledged_at is not null then
    raise exception 'request % was acknowledged at %', request_id, request.acknowledged_at using errcode = 'RH012';
  end if;
  update retention.request as q set acknowledged_at = clock_timestamp(), acknowledged_by = session_user where q.request_id = request.request_id;
  request := retention._end_step(request, 'acknowledge', case request.status when 'received' then 'acknowledged' else request.status end);
  perform retention._append_evidence('request acknowledged', retention._request_facts(request) || jsonb_build_object(
    'due', request.acknowledge_due, 'in_time', retention._today() <= request.acknowledge_due
  ));
end
$$;


ALTER FUNCTION retention.acknowledge_request(request_id bigint) OWNER TO kaevo_retention_owner;

--
-- Name: arm(text, text); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.arm(class_name text, note text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  class retention.class := retention._class(arm.class_name);
begin
  if class.mode = 'disabled' then
    raise exception 'class "%" is disabled until %', class.class_name, class.disabled_until using errcode = 'RH006', hint = 'Change the policy and compile again.';
  end if;
  -- Until the first class is armed nothing goes, and nobody need have run anything.
  update retention.installation set heartbeat = greatest(heartbeat, clock_timestamp())
  where not exists (select from retention.class as c where c.mode = 'armed');
  update retention.class as c set mode = 'armed', armed_at = clock_timestamp(), armed_by = session_user where c.class_name = arm.class_name;
  perform retention._append_evidence('armed', jsonb_build_object('class', arm.class_name), note);
end
$$;


ALTER FUNCTION retention.arm(class_name text, note text) OWNER TO kaevo_retention_owner;

--
-- Name: cancel_request(bigint, text); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.cancel_request(request_id bigint, reason text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  request retention.request := retention._begin_step(request_id, 'cancel');
begin
  update retention.request as q set closed_at = clock_timestamp(), closed_by = session_user, closing_reason = reason where q.request_id = request.request_id;
  request := retention._end_step(request, 'cancel', 'cancelled');
  perform retention._append_evidence('request cancelled', retention._request_facts(request), reason);
end
$$;


ALTER FUNCTION retention.cancel_request(request_id bigint, reason text) OWNER TO kaevo_retention_owner;

--
-- Name: cascade_app_logs_1(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_disposer
--

CREATE FUNCTION retention.cascade_app_logs_1() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  n bigint;
begin
  update public.app_logs as r
  set user_id = null, ip = null
  where (r.user_id = old.id);
  get diagnostics n = row_count;
  if n > 0 then
    insert into retention.cascade_log (class_name, rows_disposed) values ('app_logs', n);
  end if;
  return null;
end
$$;


ALTER FUNCTION retention.cascade_app_logs_1() OWNER TO kaevo_retention_disposer;

--
-- Name: cascade_auth_users_2(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_disposer
--

CREATE FUNCTION retention.cascade_auth_users_2() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  n bigint;
begin
  delete from public.users as c
  using auth.users as r
  where c.id = r.id and (r.id = old.id);
  delete from auth.users as r where (r.id = old.id);
  get diagnostics n = row_count;
  if n > 0 then
    insert into retention.cascade_log (class_name, rows_disposed) values ('auth.users', n);
  end if;
  return null;
end
$$;


ALTER FUNCTION retention.cascade_auth_users_2() OWNER TO kaevo_retention_disposer;

--
-- Name: close_notice(bigint, text, text); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.close_notice(notice_id bigint, outcome text, note text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  told text;
begin
  update retention.outbox as o
  set state = 'settled', outcome = close_notice.outcome, note = close_notice.note, payload = null, last_error = null,
    settled_at = clock_timestamp(), settled_by = session_user, sealed = true
  where o.notice_id = close_notice.notice_id and o.state in ('waiting', 'failed')
  returning o.recipient into told;
  if not found then
    perform retention._not_yours(close_notice.notice_id);
  end if;
  perform retention._append_evidence('notice closed', jsonb_build_object('notice', notice_id, 'recipient', told, 'outcome', outcome), note);
end
$$;


ALTER FUNCTION retention.close_notice(notice_id bigint, outcome text, note text) OWNER TO kaevo_retention_owner;

--
-- Name: complete_request(bigint, text); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.complete_request(request_id bigint, note text DEFAULT NULL::text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  request retention.request := retention._begin_step(request_id, 'complete');
  remains jsonb := '[]';
  open_classes text;
  becomes text := 'completed';
begin
  if request.right_name = 'erasure' then
    perform retention._note_retained(request);
    select coalesce(jsonb_agg(r), '[]') into remains from retention.request_remains(request.request_id) as r;
    select string_agg(format('%s (%s)', r.class_name, r.row_count), ', ' order by r.class_name) into open_classes
    from jsonb_to_recordset(remains) as r (class_name text, reason text, row_count bigint)
    where r.reason = 'open';
    if open_classes is not null then
      raise exception 'rows of the person are still there: %', open_classes
        using errcode = 'RH012', hint = 'Their turn has not come, or no run has reached them yet: select * from retention.request_remains(...);';
    end if;
    delete from retention.request_remainder as n where n.request_id = request.request_id;
    insert into retention.request_remainder (request_id, class_name, reason, row_count, ground, release_at)
    select request.request_id, r.class_name, r.reason, r.row_count, r.ground, r.release_at
    from jsonb_to_recordset(remains) as r (class_name text, reason text, row_count bigint, ground text, release_at timestamptz);
    if found then
      becomes := 'partially_completed';
    end if;
  end if;
  update retention.request as q
  set responded_at = coalesce(q.responded_at, clock_timestamp()),
    closed_at = case when becomes = 'completed' then clock_timestamp() end,
    closed_by = case when becomes = 'completed' then session_user end
  where q.request_id = request.request_id;
  insert into retention.request_notice (request_id, notice, due_on)
  values (
    request.request_id, case becomes when 'completed' then 'completion' else 'partial completion' end,
    case
      when request.responded_at is not null then retention._today()
      when request.extended_at is null then request.respond_due
      else request.extend_due
    end
  )
  on conflict do nothing;
  request := retention._end_step(request, 'complete', becomes);
  perform retention._append_evidence('request completed', retention._request_facts(request) || jsonb_build_object('left', remains), note);
  return request.status;
end
$$;


ALTER FUNCTION retention.complete_request(request_id bigint, note text) OWNER TO kaevo_retention_owner;

--
-- Name: count_accounts(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.count_accounts(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select
    count(*) filter (where backlog.state = 'due'),
    count(*) filter (where backlog.overdue and backlog.state <> 'held'),
    count(*) filter (where backlog.state = 'held'),
    count(*) filter (where backlog.state = 'deferred'),
    count(*) filter (where backlog.state = 'review')
  from (
    select
      coalesce(retention.due(f.overdue_at, interval 'PT24H') < as_of, false) as overdue,
      case
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'due'
      end as state
    from retention.accounts_fate as f
    where (f.erase_at <= as_of)
  ) as backlog
$$;


ALTER FUNCTION retention.count_accounts(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO kaevo_retention_owner;

--
-- Name: count_analytics_events(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.count_analytics_events(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select
    count(*) filter (where backlog.state = 'due'),
    count(*) filter (where backlog.overdue and backlog.state <> 'held'),
    count(*) filter (where backlog.state = 'held'),
    count(*) filter (where backlog.state = 'deferred'),
    count(*) filter (where backlog.state = 'review')
  from (
    select
      coalesce(retention.due(f.overdue_at, interval 'PT24H') < as_of, false) as overdue,
      case
        when f.hold_id is not null then 'held'
        when coalesce(f.erase_at > as_of, true) and f.deferred_by is not null then 'deferred'
        else 'due'
      end as state
    from retention.analytics_events_fate as f
    where (f.erase_at <= as_of or f.due_at <= as_of)
  ) as backlog
$$;


ALTER FUNCTION retention.count_analytics_events(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO kaevo_retention_owner;

--
-- Name: count_app_logs(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.count_app_logs(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select
    count(*) filter (where backlog.state = 'due'),
    count(*) filter (where backlog.overdue and backlog.state <> 'held'),
    count(*) filter (where backlog.state = 'held'),
    count(*) filter (where backlog.state = 'deferred'),
    count(*) filter (where backlog.state = 'review')
  from (
    select
      coalesce(retention.due(f.overdue_at, interval 'PT24H') < as_of, false) as overdue,
      case
        when f.hold_id is not null then 'held'
        when coalesce(f.erase_at > as_of, true) and f.deferred_by is not null then 'deferred'
        else 'due'
      end as state
    from retention.app_logs_fate as f
    where (f.erase_at <= as_of or f.due_at <= as_of)
  ) as backlog
$$;


ALTER FUNCTION retention.count_app_logs(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO kaevo_retention_owner;

--
-- Name: count_auth_users(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.count_auth_users(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select
    count(*) filter (where backlog.state = 'due'),
    count(*) filter (where backlog.overdue and backlog.state <> 'held'),
    count(*) filter (where backlog.state = 'held'),
    count(*) filter (where backlog.state = 'deferred'),
    count(*) filter (where backlog.state = 'review')
  from (
    select
      coalesce(retention.due(f.overdue_at, interval 'PT24H') < as_of, false) as overdue,
      case
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'due'
      end as state
    from retention.auth_users_fate as f
    where (f.erase_at <= as_of)
  ) as backlog
$$;


ALTER FUNCTION retention.count_auth_users(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO kaevo_retention_owner;

--
-- Name: count_balance_snapshots(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.count_balance_snapshots(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select
    count(*) filter (where backlog.state = 'due'),
    count(*) filter (where backlog.overdue and backlog.state <> 'held'),
    count(*) filter (where backlog.state = 'held'),
    count(*) filter (where backlog.state = 'deferred'),
    count(*) filter (where backlog.state = 'review')
  from (
    select
      coalesce(retention.due(f.overdue_at, interval 'PT24H') < as_of, false) as overdue,
      case
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'due'
      end as state
    from retention.balance_snapshots_fate as f
    where (f.erase_at <= as_of)
  ) as backlog
$$;


ALTER FUNCTION retention.count_balance_snapshots(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO kaevo_retention_owner;

--
-- Name: count_bills(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.count_bills(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select
    count(*) filter (where backlog.state = 'due'),
    count(*) filter (where backlog.overdue and backlog.state <> 'held'),
    count(*) filter (where backlog.state = 'held'),
    count(*) filter (where backlog.state = 'deferred'),
    count(*) filter (where backlog.state = 'review')
  from (
    select
      coalesce(retention.due(f.overdue_at, interval 'PT24H') < as_of, false) as overdue,
      case
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'due'
      end as state
    from retention.bills_fate as f
    where (f.erase_at <= as_of or f.due_at <= as_of)
  ) as backlog
$$;


ALTER FUNCTION retention.count_bills(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO kaevo_retention_owner;

--
-- Name: count_budgets(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.count_budgets(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select
    count(*) filter (where backlog.state = 'due'),
    count(*) filter (where backlog.overdue and backlog.state <> 'held'),
    count(*) filter (where backlog.state = 'held'),
    count(*) filter (where backlog.state = 'deferred'),
    count(*) filter (where backlog.state = 'review')
  from (
    select
      coalesce(retention.due(f.overdue_at, interval 'PT24H') < as_of, false) as overdue,
      case
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'due'
      end as state
    from retention.budgets_fate as f
    where (f.erase_at <= as_of)
  ) as backlog
$$;


ALTER FUNCTION retention.count_budgets(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO kaevo_retention_owner;

--
-- Name: count_calendar_events(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.count_calendar_events(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select
    count(*) filter (where backlog.state = 'due'),
    count(*) filter (where backlog.overdue and backlog.state <> 'held'),
    count(*) filter (where backlog.state = 'held'),
    count(*) filter (where backlog.state = 'deferred'),
    count(*) filter (where backlog.state = 'review')
  from (
    select
      coalesce(retention.due(f.overdue_at, interval 'PT24H') < as_of, false) as overdue,
      case
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'due'
      end as state
    from retention.calendar_events_fate as f
    where (f.erase_at <= as_of)
  ) as backlog
$$;


ALTER FUNCTION retention.count_calendar_events(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO kaevo_retention_owner;

--
-- Name: count_chores(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.count_chores(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select
    count(*) filter (where backlog.state = 'due'),
    count(*) filter (where backlog.overdue and backlog.state <> 'held'),
    count(*) filter (where backlog.state = 'held'),
    count(*) filter (where backlog.state = 'deferred'),
    count(*) filter (where backlog.state = 'review')
  from (
    select
      coalesce(retention.due(f.overdue_at, interval 'PT24H') < as_of, false) as overdue,
      case
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'due'
      end as state
    from retention.chores_fate as f
    where (f.erase_at <= as_of)
  ) as backlog
$$;


ALTER FUNCTION retention.count_chores(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO kaevo_retention_owner;

--
-- Name: count_expenses(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.count_expenses(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select
    count(*) filter (where backlog.state = 'due'),
    count(*) filter (where backlog.overdue and backlog.state <> 'held'),
    count(*) filter (where backlog.state = 'held'),
    count(*) filter (where backlog.state = 'deferred'),
    count(*) filter (where backlog.state = 'review')
  from (
    select
      coalesce(retention.due(f.overdue_at, interval 'PT24H') < as_of, false) as overdue,
      case
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'due'
      end as state
    from retention.expenses_fate as f
    where (f.erase_at <= as_of or f.due_at <= as_of)
  ) as backlog
$$;


ALTER FUNCTION retention.count_expenses(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO kaevo_retention_owner;

--
-- Name: count_homes(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.count_homes(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select
    count(*) filter (where backlog.state = 'due'),
    count(*) filter (where backlog.overdue and backlog.state <> 'held'),
    count(*) filter (where backlog.state = 'held'),
    count(*) filter (where backlog.state = 'deferred'),
    count(*) filter (where backlog.state = 'review')
  from (
    select
      coalesce(retention.due(f.overdue_at, interval 'PT24H') < as_of, false) as overdue,
      case
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'due'
      end as state
    from retention.homes_fate as f
    where (f.erase_at <= as_of)
  ) as backlog
$$;


ALTER FUNCTION retention.count_homes(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO kaevo_retention_owner;

--
-- Name: count_household_members(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.count_household_members(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select
    count(*) filter (where backlog.state = 'due'),
    count(*) filter (where backlog.overdue and backlog.state <> 'held'),
    count(*) filter (where backlog.state = 'held'),
    count(*) filter (where backlog.state = 'deferred'),
    count(*) filter (where backlog.state = 'review')
  from (
    select
      coalesce(retention.due(f.overdue_at, interval 'PT24H') < as_of, false) as overdue,
      case
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'due'
      end as state
    from retention.household_members_fate as f
    where (f.erase_at <= as_of)
  ) as backlog
$$;


ALTER FUNCTION retention.count_household_members(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO kaevo_retention_owner;

--
-- Name: count_households(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.count_households(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select
    count(*) filter (where backlog.state = 'due'),
    count(*) filter (where backlog.overdue and backlog.state <> 'held'),
    count(*) filter (where backlog.state = 'held'),
    count(*) filter (where backlog.state = 'deferred'),
    count(*) filter (where backlog.state = 'review')
  from (
    select
      coalesce(retention.due(f.overdue_at, interval 'PT24H') < as_of, false) as overdue,
      case
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'due'
      end as state
    from retention.households_fate as f
    where (f.erase_at <= as_of)
  ) as backlog
$$;


ALTER FUNCTION retention.count_households(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO kaevo_retention_owner;

--
-- Name: count_inactivity_notices(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.count_inactivity_notices(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select
    count(*) filter (where backlog.state = 'due'),
    count(*) filter (where backlog.overdue and backlog.state <> 'held'),
    count(*) filter (where backlog.state = 'held'),
    count(*) filter (where backlog.state = 'deferred'),
    count(*) filter (where backlog.state = 'review')
  from (
    select
      coalesce(retention.due(f.overdue_at, interval 'PT24H') < as_of, false) as overdue,
      case
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'due'
      end as state
    from retention.inactivity_notices_fate as f
    where (f.erase_at <= as_of)
  ) as backlog
$$;


ALTER FUNCTION retention.count_inactivity_notices(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO kaevo_retention_owner;

--
-- Name: count_incident_subjects(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.count_incident_subjects(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select
    count(*) filter (where backlog.state = 'due'),
    count(*) filter (where backlog.overdue and backlog.state <> 'held'),
    count(*) filter (where backlog.state = 'held'),
    count(*) filter (where backlog.state = 'deferred'),
    count(*) filter (where backlog.state = 'review')
  from (
    select
      coalesce(retention.due(f.overdue_at, interval 'PT24H') < as_of, false) and f.review is distinct from 'keep' as overdue,
      case
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        when coalesce(f.erase_at > as_of, true) and f.review is distinct from 'dispose' then 'review'
        else 'due'
      end as state
    from retention.incident_subjects_fate as f
    where (f.erase_at <= as_of or f.due_at <= as_of and f.review is distinct from 'keep')
  ) as backlog
$$;


ALTER FUNCTION retention.count_incident_subjects(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO kaevo_retention_owner;

--
-- Name: count_incomes(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.count_incomes(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select
    count(*) filter (where backlog.state = 'due'),
    count(*) filter (where backlog.overdue and backlog.state <> 'held'),
    count(*) filter (where backlog.state = 'held'),
    count(*) filter (where backlog.state = 'deferred'),
    count(*) filter (where backlog.state = 'review')
  from (
    select
      coalesce(retention.due(f.overdue_at, interval 'PT24H') < as_of, false) as overdue,
      case
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'due'
      end as state
    from retention.incomes_fate as f
    where (f.erase_at <= as_of or f.due_at <= as_of)
  ) as backlog
$$;


ALTER FUNCTION retention.count_incomes(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO kaevo_retention_owner;

--
-- Name: count_investment_accounts(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.count_investment_accounts(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select
    count(*) filter (where backlog.state = 'due'),
    count(*) filter (where backlog.overdue and backlog.state <> 'held'),
    count(*) filter (where backlog.state = 'held'),
    count(*) filter (where backlog.state = 'deferred'),
    count(*) filter (where backlog.state = 'review')
  from (
    select
      coalesce(retention.due(f.overdue_at, interval 'PT24H') < as_of, false) as overdue,
      case
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'due'
      end as state
    from retention.investment_accounts_fate as f
    where (f.erase_at <= as_of)
  ) as backlog
$$;


ALTER FUNCTION retention.count_investment_accounts(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO kaevo_retention_owner;

--
-- Name: count_medical_records(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.count_medical_records(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select
    count(*) filter (where backlog.state = 'due'),
    count(*) filter (where backlog.overdue and backlog.state <> 'held'),
    count(*) filter (where backlog.state = 'held'),
    count(*) filter (where backlog.state = 'deferred'),
    count(*) filter (where backlog.state = 'review')
  from (
    select
      coalesce(retention.due(f.overdue_at, interval 'PT24H') < as_of, false) as overdue,
      case
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'due'
      end as state
    from retention.medical_records_fate as f
    where (f.erase_at <= as_of)
  ) as backlog
$$;


ALTER FUNCTION retention.count_medical_records(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO kaevo_retention_owner;

--
-- Name: count_plaid_connections(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.count_plaid_connections(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select
    count(*) filter (where backlog.state = 'due'),
    count(*) filter (where backlog.overdue and backlog.state <> 'held'),
    count(*) filter (where backlog.state = 'held'),
    count(*) filter (where backlog.state = 'deferred'),
    count(*) filter (where backlog.state = 'review')
  from (
    select
      coalesce(retention.due(f.overdue_at, interval 'PT24H') < as_of, false) as overdue,
      case
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'due'
      end as state
    from retention.plaid_connections_fate as f
    where (f.erase_at <= as_of)
  ) as backlog
$$;


ALTER FUNCTION retention.count_plaid_connections(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO kaevo_retention_owner;

--
-- Name: count_recipes(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.count_recipes(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select
    count(*) filter (where backlog.state = 'due'),
    count(*) filter (where backlog.overdue and backlog.state <> 'held'),
    count(*) filter (where backlog.state = 'held'),
    count(*) filter (where backlog.state = 'deferred'),
    count(*) filter (where backlog.state = 'review')
  from (
    select
      coalesce(retention.due(f.overdue_at, interval 'PT24H') < as_of, false) as overdue,
      case
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'due'
      end as state
    from retention.recipes_fate as f
    where (f.erase_at <= as_of)
  ) as backlog
$$;


ALTER FUNCTION retention.count_recipes(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO kaevo_retention_owner;

--
-- Name: count_security_incidents(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.count_security_incidents(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select
    count(*) filter (where backlog.state = 'due'),
    count(*) filter (where backlog.overdue and backlog.state <> 'held'),
    count(*) filter (where backlog.state = 'held'),
    count(*) filter (where backlog.state = 'deferred'),
    count(*) filter (where backlog.state = 'review')
  from (
    select
      coalesce(retention.due(f.overdue_at, interval 'PT24H') < as_of, false) and f.review is distinct from 'keep' as overdue,
      case
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        when f.review is distinct from 'dispose' then 'review'
        else 'due'
      end as state
    from retention.security_incidents_fate as f
    where (f.due_at <= as_of and f.review is distinct from 'keep')
  ) as backlog
$$;


ALTER FUNCTION retention.count_security_incidents(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO kaevo_retention_owner;

--
-- Name: count_subscriptions(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.count_subscriptions(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select
    count(*) filter (where backlog.state = 'due'),
    count(*) filter (where backlog.overdue and backlog.state <> 'held'),
    count(*) filter (where backlog.state = 'held'),
    count(*) filter (where backlog.state = 'deferred'),
    count(*) filter (where backlog.state = 'review')
  from (
    select
      coalesce(retention.due(f.overdue_at, interval 'PT24H') < as_of, false) as overdue,
      case
        when f.hold_id is not null then 'held'
        when coalesce(f.erase_at > as_of, true) and f.deferred_by is not null then 'deferred'
        else 'due'
      end as state
    from retention.subscriptions_fate as f
    where (f.erase_at <= as_of or f.due_at <= as_of)
  ) as backlog
$$;


ALTER FUNCTION retention.count_subscriptions(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO kaevo_retention_owner;

--
-- Name: count_support_threads(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.count_support_threads(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select
    count(*) filter (where backlog.state = 'due'),
    count(*) filter (where backlog.overdue and backlog.state <> 'held'),
    count(*) filter (where backlog.state = 'held'),
    count(*) filter (where backlog.state = 'deferred'),
    count(*) filter (where backlog.state = 'review')
  from (
    select
      coalesce(retention.due(f.overdue_at, interval 'PT24H') < as_of, false) as overdue,
      case
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'due'
      end as state
    from retention.support_threads_fate as f
    where (f.erase_at <= as_of or f.due_at <= as_of)
  ) as backlog
$$;


ALTER FUNCTION retention.count_support_threads(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO kaevo_retention_owner;

--
-- Name: count_transactions(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.count_transactions(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select
    count(*) filter (where backlog.state = 'due'),
    count(*) filter (where backlog.overdue and backlog.state <> 'held'),
    count(*) filter (where backlog.state = 'held'),
    count(*) filter (where backlog.state = 'deferred'),
    count(*) filter (where backlog.state = 'review')
  from (
    select
      coalesce(retention.due(f.overdue_at, interval 'PT24H') < as_of, false) as overdue,
      case
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        when f.waits_until > as_of then 'deferred'
        else 'due'
      end as state
    from retention.transactions_fate as f
    where (f.erase_at <= as_of or f.due_at <= as_of)
  ) as backlog
$$;


ALTER FUNCTION retention.count_transactions(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO kaevo_retention_owner;

--
-- Name: count_vacations(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.count_vacations(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select
    count(*) filter (where backlog.state = 'due'),
    count(*) filter (where backlog.overdue and backlog.state <> 'held'),
    count(*) filter (where backlog.state = 'held'),
    count(*) filter (where backlog.state = 'deferred'),
    count(*) filter (where backlog.state = 'review')
  from (
    select
      coalesce(retention.due(f.overdue_at, interval 'PT24H') < as_of, false) as overdue,
      case
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'due'
      end as state
    from retention.vacations_fate as f
    where (f.erase_at <= as_of)
  ) as backlog
$$;


ALTER FUNCTION retention.count_vacations(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO kaevo_retention_owner;

--
-- Name: count_vault_documents(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.count_vault_documents(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select
    count(*) filter (where backlog.state = 'due'),
    count(*) filter (where backlog.overdue and backlog.state <> 'held'),
    count(*) filter (where backlog.state = 'held'),
    count(*) filter (where backlog.state = 'deferred'),
    count(*) filter (where backlog.state = 'review')
  from (
    select
      coalesce(retention.due(f.overdue_at, interval 'PT24H') < as_of, false) as overdue,
      case
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'due'
      end as state
    from retention.vault_documents_fate as f
    where (f.erase_at <= as_of)
  ) as backlog
$$;


ALTER FUNCTION retention.count_vault_documents(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO kaevo_retention_owner;

--
-- Name: count_vehicles(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.count_vehicles(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select
    count(*) filter (where backlog.state = 'due'),
    count(*) filter (where backlog.overdue and backlog.state <> 'held'),
    count(*) filter (where backlog.state = 'held'),
    count(*) filter (where backlog.state = 'deferred'),
    count(*) filter (where backlog.state = 'review')
  from (
    select
      coalesce(retention.due(f.overdue_at, interval 'PT24H') < as_of, false) as overdue,
      case
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'due'
      end as state
    from retention.vehicles_fate as f
    where (f.erase_at <= as_of)
  ) as backlog
$$;


ALTER FUNCTION retention.count_vehicles(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO kaevo_retention_owner;

--
-- Name: counted(date); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.counted(day date) RETURNS date
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select case when day > '4000-01-01 BC' and day < '100000-01-01' then day end $$;


ALTER FUNCTION retention.counted(day date) OWNER TO kaevo_retention_owner;

--
-- Name: counted(timestamp without time zone); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.counted(at timestamp without time zone) RETURNS timestamp with time zone
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select case when at > '4000-01-01 00:00:00 BC' and at < '100000-01-01 00:00:00' then at at time zone 'UTC' end $$;


ALTER FUNCTION retention.counted(at timestamp without time zone) OWNER TO kaevo_retention_owner;

--
-- Name: counted(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.counted(at timestamp with time zone) RETURNS timestamp with time zone
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select case when at > '4000-01-01 00:00:00+00 BC' and at < '100000-01-01 00:00:00+00' then at end $$;


ALTER FUNCTION retention.counted(at timestamp with time zone) OWNER TO kaevo_retention_owner;

--
-- Name: deadline(date, interval, integer, boolean, text, integer); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.deadline(event_day date, period interval, business_days integer DEFAULT 0, rolls boolean DEFAULT false, region text DEFAULT NULL::text, paused_days integer DEFAULT 0) RETURNS date
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  last_day date;
  to_count integer := business_days;
begin
  if event_day is null or not isfinite(event_day) then
    return null;
  end if;
  last_day := (event_day + period)::date;
  while to_count > 0 loop
    last_day := last_day + 1;
    if retention.is_working_day(last_day, region) then
      to_count := to_count - 1;
    end if;
  end loop;
  last_day := last_day + paused_days;
  while rolls and not retention.is_working_day(last_day, region) loop
    last_day := last_day + 1;
  end loop;
  return last_day;
end
$$;


ALTER FUNCTION retention.deadline(event_day date, period interval, business_days integer, rolls boolean, region text, paused_days integer) OWNER TO kaevo_retention_owner;

--
-- Name: decide_notice(bigint, text, jsonb, text, text); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.decide_notice(hold_id bigint, subject_table text, subject_key jsonb, decision text, note text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if not exists (
    select from retention.notice_due as d
    where d.hold_id = decide_notice.hold_id and d.subject_table = decide_notice.subject_table and d.subject_key = decide_notice.subject_key
  ) then
    raise exception 'no notice of hold % is due to that person', hold_id using errcode = 'RH005', hint = 'select * from retention.notice_due;';
  end if;
  insert into retention.hold_notice (hold_id, subject_table, subject_key, decision, note)
  values (hold_id, subject_table, subject_key, decision, note);
  perform retention._append_evidence('notice decided', jsonb_build_object(
    'hold', hold_id, 'decision', decision, 'person', retention.keyed_digest(subject_key::text)
  ), note);
end
$$;


ALTER FUNCTION retention.decide_notice(hold_id bigint, subject_table text, subject_key jsonb, decision text, note text) OWNER TO kaevo_retention_owner;

--
-- Name: deny_request(bigint, text); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.deny_request(request_id bigint, reason text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  request retention.request := retention._begin_step(request_id, 'deny');
begin
  if coalesce(btrim(reason), '') = '' then
    raise exception 'a request is not denied without a reason' using errcode = 'RH012';
  end if;
  update retention.request as q
  set responded_at = clock_timestamp(), closed_at = clock_timestamp(), closed_by = session_user, closing_reason = reason
  where q.request_id = request.request_id;
  request := retention._end_step(request, 'deny', 'denied');
  insert into retention.request_notice (request_id, notice, due_on)
  values (request.request_id, 'denial', case when request.extended_at is null then request.respond_due else request.extend_due end);
  perform retention._append_evidence('request denied', retention._request_facts(request), reason);
end
$$;


ALTER FUNCTION retention.deny_request(request_id bigint, reason text) OWNER TO kaevo_retention_owner;

--
-- Name: disarm(text, text); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.disarm(class_name text, note text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  perform retention._class(disarm.class_name);
  update retention.class as c set mode = 'shadow', armed_at = null, armed_by = null where c.class_name = disarm.class_name and c.mode = 'armed';
  perform retention._append_evidence('disarmed', jsonb_build_object('class', disarm.class_name), note);
end
$$;


ALTER FUNCTION retention.disarm(class_name text, note text) OWNER TO kaevo_retention_owner;

--
-- Name: dispose_analytics_events(bigint, timestamp with time zone, boolean, text, jsonb, integer); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_disposer
--

CREATE FUNCTION retention.dispose_analytics_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '1s'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    AS $_$
-- Columns are written with their table: what stands alone is a variable.
#variable_conflict use_variable
declare
  key_1 bigint[];
  from_start timestamptz;
  to_start timestamptz;
  digest text;
  n bigint;
  counts jsonb := '{}';
begin
  -- Holds first: whatever is placed later than this waits for the batch.
  perform retention.hold_barrier();

  -- 1. Which rows look due? Holds and dependants are looked at below, for these rows only.
  select array_agg(f.id), count(*), (array_agg(jsonb_build_array(f.cutoff_value, f.id) order by f.cutoff_value desc, f.id desc))[1]
  into key_1, taken, next_position
  from (
    select f.cutoff_value, f.id
    from retention.analytics_events_fate as f
    where f.due_at <= as_of
      and f.cutoff_value < retention.latest_cutoff(as_of, interval 'P14M')
      and ("position" is null or (f.cutoff_value, f.id) > (("position" ->> 0)::timestamp with time zone, ("position" ->> 1)::bigint))
    order by f.cutoff_value, f.id
    limit batch_rows
  ) as f;
  disposed := 0;
  if taken = 0 then
    return;
  end if;

  begin
    -- 2. Lock them, passing by what somebody else is working on.
    select array_agg(r.id)
    into key_1
    from (
      select r.id
      from public.analytics_events as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. Look again, now that nobody can change them: only what is still due, free and not held goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.analytics_events_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.due_at <= as_of
      and not exists (select from retention.analytics_events_held as held where held.id = f.id);

    if disposed > 0 then
      -- Dynamic, since ON CONFLICT takes no table's name before a column, and would take a variable of ours for it.
      execute $rollup$
        insert into public.analytics_monthly as total (month, name, n)
        select date_trunc('month', r.collected_at at time zone 'America/New_York')::date, r.name, count(*)
        from public.analytics_events as r
        join unnest($1) as k (id) on r.id = k.id
        group by 1, 2
        on conflict (month, name) do update
        set n = total.n + excluded.n
      $rollup$ using key_1;
      delete from retention.analytics_events_act as l using unnest(key_1) as k (id) where l.id = k.id;
      delete from public.analytics_events as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.analytics_events', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.analytics_events', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('disposal', jsonb_build_object(
        'class', 'analytics_events', 'stage', 'dispose', 'clauses', '["V-20"]'::jsonb, 'policy_version', '1.0',
        'run', of_run, 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
      ));
    end if;
  -- OTHERS leaves out a failed ASSERT of the application's triggers.
  exception when others or assert_failure then
    disposed := 0;
    failure := sqlerrm;
    failure_state := sqlstate;
  end;
end
$_$;


ALTER FUNCTION retention.dispose_analytics_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO kaevo_retention_disposer;

--
-- Name: dispose_app_logs(bigint, timestamp with time zone, boolean, text, jsonb, integer); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_disposer
--

CREATE FUNCTION retention.dispose_app_logs(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '1s'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    AS $$
-- Columns are written with their table: what stands alone is a variable.
#variable_conflict use_variable
declare
  key_1 timestamp with time zone[];
  key_2 bigint[];
  from_start timestamptz;
  to_start timestamptz;
  digest text;
  n bigint;
  counts jsonb := '{}';
begin
  -- Holds first: whatever is placed later than this waits for the batch.
  perform retention.hold_barrier();

  -- 1. Which rows look due? Holds and dependants are looked at below, for these rows only.
  select array_agg(f.at), array_agg(f.id), count(*), (array_agg(jsonb_build_array(f.cutoff_value, f.at, f.id) order by f.cutoff_value desc, f.at desc, f.id desc))[1]
  into key_1, key_2, taken, next_position
  from (
    select f.cutoff_value, f.at, f.id
    from retention.app_logs_fate as f
    where f.due_at <= as_of
      and f.cutoff_value < retention.latest_cutoff(as_of, interval 'P90D')
      and ("position" is null or (f.cutoff_value, f.at, f.id) > (("position" ->> 0)::timestamp with time zone, ("position" ->> 1)::timestamp with time zone, ("position" ->> 2)::bigint))
    order by f.cutoff_value, f.at, f.id
    limit batch_rows
  ) as f;
  disposed := 0;
  if taken = 0 then
    return;
  end if;

  begin
    -- 2. Lock them, passing by what somebody else is working on.
    select array_agg(r.at), array_agg(r.id)
    into key_1, key_2
    from (
      select r.at, r.id
      from public.app_logs as r
      join unnest(key_1, key_2) as k (at, id) on r.at = k.at and r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. Look again, now that nobody can change them: only what is still due, free and not held goes.
    select array_agg(f.at order by f.at, f.id), array_agg(f.id order by f.at, f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.at, f.id)::text, ',' order by f.at, f.id)), count(*)
    into key_1, key_2, from_start, to_start, digest, disposed
    from retention.app_logs_fate as f
    join unnest(key_1, key_2) as k (at, id) on f.at = k.at and f.id = k.id
    where f.due_at <= as_of
      and not exists (select from retention.app_logs_held as held where held.at = f.at and held.id = f.id);

    if disposed > 0 then
      delete from retention.app_logs_act as l using unnest(key_1, key_2) as k (at, id) where l.at = k.at and l.id = k.id;
      delete from public.app_logs as r using unnest(key_1, key_2) as k (at, id) where r.at = k.at and r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.app_logs', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.app_logs', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('disposal', jsonb_build_object(
        'class', 'app_logs', 'stage', 'dispose', 'clauses', '["V-18"]'::jsonb, 'policy_version', '1.0',
        'run', of_run, 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
      ));
    end if;
  -- OTHERS leaves out a failed ASSERT of the application's triggers.
  exception when others or assert_failure then
    disposed := 0;
    failure := sqlerrm;
    failure_state := sqlstate;
  end;
end
$$;


ALTER FUNCTION retention.dispose_app_logs(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO kaevo_retention_disposer;

--
-- Name: dispose_bills(bigint, timestamp with time zone, boolean, text, jsonb, integer); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_disposer
--

CREATE FUNCTION retention.dispose_bills(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '1s'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    AS $$
-- Columns are written with their table: what stands alone is a variable.
#variable_conflict use_variable
declare
  key_1 uuid[];
  from_start timestamptz;
  to_start timestamptz;
  digest text;
  n bigint;
  counts jsonb := '{}';
begin
  -- Holds first: whatever is placed later than this waits for the batch.
  perform retention.hold_barrier();

  -- 1. Which rows look due? Holds and dependants are looked at below, for these rows only.
  select array_agg(f.id), count(*), (array_agg(jsonb_build_array(f.id) order by f.id desc))[1]
  into key_1, taken, next_position
  from (
    select f.id
    from retention.bills_fate as f
    where f.due_at <= as_of
      and ("position" is null or (f.id) > (("position" ->> 0)::uuid))
    order by f.id
    limit batch_rows
  ) as f;
  disposed := 0;
  if taken = 0 then
    return;
  end if;

  begin
    -- 2. Lock them, passing by what somebody else is working on.
    select array_agg(r.id)
    into key_1
    from (
      select r.id
      from public.bills as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. Look again, now that nobody can change them: only what is still due, free and not held goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.bills_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.due_at <= as_of
      and not exists (select from retention.bills_held as held where held.id = f.id);

    if disposed > 0 then
      delete from public.bills as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.bills', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.bills', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('disposal', jsonb_build_object(
        'class', 'bills', 'stage', 'dispose', 'clauses', '["V-10"]'::jsonb, 'policy_version', '1.0',
        'run', of_run, 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
      ));
    end if;
  -- OTHERS leaves out a failed ASSERT of the application's triggers.
  exception when others or assert_failure then
    disposed := 0;
    failure := sqlerrm;
    failure_state := sqlstate;
  end;
end
$$;


ALTER FUNCTION retention.dispose_bills(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO kaevo_retention_disposer;

--
-- Name: dispose_expenses(bigint, timestamp with time zone, boolean, text, jsonb, integer); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_disposer
--

CREATE FUNCTION retention.dispose_expenses(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '1s'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    AS $$
-- Columns are written with their table: what stands alone is a variable.
#variable_conflict use_variable
declare
  key_1 uuid[];
  from_start timestamptz;
  to_start timestamptz;
  digest text;
  n bigint;
  counts jsonb := '{}';
begin
  -- Holds first: whatever is placed later than this waits for the batch.
  perform retention.hold_barrier();

  -- 1. Which rows look due? Holds and dependants are looked at below, for these rows only.
  select array_agg(f.id), count(*), (array_agg(jsonb_build_array(f.cutoff_value, f.id) order by f.cutoff_value desc, f.id desc))[1]
  into key_1, taken, next_position
  from (
    select f.cutoff_value, f.id
    from retention.expenses_fate as f
    where f.due_at <= as_of
      and f.cutoff_value < retention.latest_cutoff(as_of, interval 'P7Y')
      and ("position" is null or (f.cutoff_value, f.id) > (("position" ->> 0)::timestamp with time zone, ("position" ->> 1)::uuid))
    order by f.cutoff_value, f.id
    limit batch_rows
  ) as f;
  disposed := 0;
  if taken = 0 then
    return;
  end if;

  begin
    -- 2. Lock them, passing by what somebody else is working on.
    select array_agg(r.id)
    into key_1
    from (
      select r.id
      from public.expenses as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. Look again, now that nobody can change them: only what is still due, free and not held goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.expenses_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.due_at <= as_of
      and not exists (select from retention.expenses_held as held where held.id = f.id);

    if disposed > 0 then
      delete from public.expenses as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.expenses', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.expenses', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('disposal', jsonb_build_object(
        'class', 'expenses', 'stage', 'dispose', 'clauses', '["V-10"]'::jsonb, 'policy_version', '1.0',
        'run', of_run, 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
      ));
    end if;
  -- OTHERS leaves out a failed ASSERT of the application's triggers.
  exception when others or assert_failure then
    disposed := 0;
    failure := sqlerrm;
    failure_state := sqlstate;
  end;
end
$$;


ALTER FUNCTION retention.dispose_expenses(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO kaevo_retention_disposer;

--
-- Name: dispose_incident_subjects(bigint, timestamp with time zone, boolean, text, jsonb, integer); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_disposer
--

CREATE FUNCTION retention.dispose_incident_subjects(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '1s'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    AS $$
-- Columns are written with their table: what stands alone is a variable.
#variable_conflict use_variable
declare
  key_1 uuid[];
  key_2 uuid[];
  from_start timestamptz;
  to_start timestamptz;
  digest text;
  n bigint;
  counts jsonb := '{}';
begin
  -- Holds first: whatever is placed later than this waits for the batch.
  perform retention.hold_barrier();

  -- 1. Which rows look due? Holds and dependants are looked at below, for these rows only.
  select array_agg(f.incident_id), array_agg(f.user_id), count(*), (array_agg(jsonb_build_array(f.incident_id, f.user_id) order by f.incident_id desc, f.user_id desc))[1]
  into key_1, key_2, taken, next_position
  from (
    select f.incident_id, f.user_id
    from retention.incident_subjects_fate as f
    where f.due_at <= as_of
      and f.review = 'dispose'
      and ("position" is null or (f.incident_id, f.user_id) > (("position" ->> 0)::uuid, ("position" ->> 1)::uuid))
    order by f.incident_id, f.user_id
    limit batch_rows
  ) as f;
  disposed := 0;
  if taken = 0 then
    return;
  end if;

  begin
    -- 2. Lock them, passing by what somebody else is working on.
    select array_agg(r.incident_id), array_agg(r.user_id)
    into key_1, key_2
    from (
      select r.incident_id, r.user_id
      from public.incident_subjects as r
      join unnest(key_1, key_2) as k (incident_id, user_id) on r.incident_id = k.incident_id and r.user_id = k.user_id
      for update of r skip locked
    ) as r;

    -- 3. Look again, now that nobody can change them: only what is still due, free and not held goes.
    select array_agg(f.incident_id order by f.incident_id, f.user_id), array_agg(f.user_id order by f.incident_id, f.user_id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.incident_id, f.user_id)::text, ',' order by f.incident_id, f.user_id)), count(*)
    into key_1, key_2, from_start, to_start, digest, disposed
    from retention.incident_subjects_fate as f
    join unnest(key_1, key_2) as k (incident_id, user_id) on f.incident_id = k.incident_id and f.user_id = k.user_id
    where f.due_at <= as_of
      and f.review = 'dispose'
      and not exists (select from retention.incident_subjects_held as held where held.incident_id = f.incident_id and held.user_id = f.user_id);

    if disposed > 0 then
      delete from retention.incident_subjects_review as l using unnest(key_1, key_2) as k (incident_id, user_id) where l.incident_id = k.incident_id and l.user_id = k.user_id;
      delete from public.incident_subjects as r using unnest(key_1, key_2) as k (incident_id, user_id) where r.incident_id = k.incident_id and r.user_id = k.user_id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.incident_subjects', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.incident_subjects', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('disposal', jsonb_build_object(
        'class', 'incident_subjects', 'stage', 'dispose', 'clauses', '["V-25"]'::jsonb, 'policy_version', '1.0',
        'run', of_run, 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
      ));
    end if;
  -- OTHERS leaves out a failed ASSERT of the application's triggers.
  exception when others or assert_failure then
    disposed := 0;
    failure := sqlerrm;
    failure_state := sqlstate;
  end;
end
$$;


ALTER FUNCTION retention.dispose_incident_subjects(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO kaevo_retention_disposer;

--
-- Name: dispose_incomes(bigint, timestamp with time zone, boolean, text, jsonb, integer); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_disposer
--

CREATE FUNCTION retention.dispose_incomes(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '1s'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    AS $$
-- Columns are written with their table: what stands alone is a variable.
#variable_conflict use_variable
declare
  key_1 uuid[];
  from_start timestamptz;
  to_start timestamptz;
  digest text;
  n bigint;
  counts jsonb := '{}';
begin
  -- Holds first: whatever is placed later than this waits for the batch.
  perform retention.hold_barrier();

  -- 1. Which rows look due? Holds and dependants are looked at below, for these rows only.
  select array_agg(f.id), count(*), (array_agg(jsonb_build_array(f.cutoff_value, f.id) order by f.cutoff_value desc, f.id desc))[1]
  into key_1, taken, next_position
  from (
    select f.cutoff_value, f.id
    from retention.incomes_fate as f
    where f.due_at <= as_of
      and f.cutoff_value < retention.latest_cutoff(as_of, interval 'P7Y')
      and ("position" is null or (f.cutoff_value, f.id) > (("position" ->> 0)::timestamp with time zone, ("position" ->> 1)::uuid))
    order by f.cutoff_value, f.id
    limit batch_rows
  ) as f;
  disposed := 0;
  if taken = 0 then
    return;
  end if;

  begin
    -- 2. Lock them, passing by what somebody else is working on.
    select array_agg(r.id)
    into key_1
    from (
      select r.id
      from public.incomes as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. Look again, now that nobody can change them: only what is still due, free and not held goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.incomes_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.due_at <= as_of
      and not exists (select from retention.incomes_held as held where held.id = f.id);

    if disposed > 0 then
      delete from public.incomes as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.incomes', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.incomes', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('disposal', jsonb_build_object(
        'class', 'incomes', 'stage', 'dispose', 'clauses', '["V-10"]'::jsonb, 'policy_version', '1.0',
        'run', of_run, 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
      ));
    end if;
  -- OTHERS leaves out a failed ASSERT of the application's triggers.
  exception when others or assert_failure then
    disposed := 0;
    failure := sqlerrm;
    failure_state := sqlstate;
  end;
end
$$;


ALTER FUNCTION retention.dispose_incomes(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO kaevo_retention_disposer;

--
-- Name: dispose_of_images(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.dispose_of_images() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
declare
  guarded retention.guarded_table;
  columns text;
  n bigint;
  total bigint;
begin
  perform retention._unpin_partitions();
  delete from retention.preserved as p
  where not exists (select from retention.active_hold as h where h.hold_id = p.hold_id);
  get diagnostics total = row_count;
  -- A standing hold is never released: its images stay as long as its condition is true of the row.
  for guarded in
    select g.*
    from retention.guarded_table as g
    where exists (select from retention.preserved as p join retention.active_hold as h on h.hold_id = p.hold_id where h.standing and p.table_name = g.table_name)
    order by g.table_name
  loop
    select string_agg(format('held.%I', v), ', ') into columns from unnest(guarded.view_columns) as v;
    execute format(
      'delete from retention.preserved as p using retention.active_hold as h
       where h.hold_id = p.hold_id and h.standing and p.table_name = %L
         and not exists (select from retention.%I as held where held.hold_id = p.hold_id and jsonb_build_array(%s) = p.row_key)',
      guarded.table_name, guarded.held_view, columns
    );
    get diagnostics n = row_count;
    total := total + n;
  end loop;
  if total > 0 then
    perform retention._append_evidence('images destroyed', jsonb_build_object('images', total));
  end if;
  return total;
end
$$;


ALTER FUNCTION retention.dispose_of_images() OWNER TO kaevo_retention_owner;

--
-- Name: dispose_security_incidents(bigint, timestamp with time zone, boolean, text, jsonb, integer); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_disposer
--

CREATE FUNCTION retention.dispose_security_incidents(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '1s'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    AS $$
-- Columns are written with their table: what stands alone is a variable.
#variable_conflict use_variable
declare
  key_1 uuid[];
  from_start timestamptz;
  to_start timestamptz;
  digest text;
  n bigint;
  counts jsonb := '{}';
begin
  -- Holds first: whatever is placed later than this waits for the batch.
  perform retention.hold_barrier();

  -- 1. Which rows look due? Holds and dependants are looked at below, for these rows only.
  select array_agg(f.id), count(*), (array_agg(jsonb_build_array(f.cutoff_value, f.id) order by f.cutoff_value desc, f.id desc))[1]
  into key_1, taken, next_position
  from (
    select f.cutoff_value, f.id
    from retention.security_incidents_fate as f
    where f.due_at <= as_of
      and f.review = 'dispose'
      and f.cutoff_value < retention.latest_cutoff(as_of, interval 'P3Y')
      and ("position" is null or (f.cutoff_value, f.id) > (("position" ->> 0)::timestamp with time zone, ("position" ->> 1)::uuid))
    order by f.cutoff_value, f.id
    limit batch_rows
  ) as f;
  disposed := 0;
  if taken = 0 then
    return;
  end if;

  begin
    -- 2. Lock them, passing by what somebody else is working on.
    select array_agg(r.id)
    into key_1
    from (
      select r.id
      from public.security_incidents as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. Look again, now that nobody can change them: only what is still due, free and not held goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.security_incidents_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.due_at <= as_of
      and f.review = 'dispose'
      and not exists (select from retention.security_incidents_held as held where held.id = f.id)
      and f.deferred_by is null;

    if disposed > 0 then
      delete from retention.security_incidents_review as l using unnest(key_1) as k (id) where l.id = k.id;
      delete from public.security_incidents as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.security_incidents', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.security_incidents', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('disposal', jsonb_build_object(
        'class', 'security_incidents', 'stage', 'dispose', 'clauses', '["V-25"]'::jsonb, 'policy_version', '1.0',
        'run', of_run, 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
      ));
    end if;
  -- OTHERS leaves out a failed ASSERT of the application's triggers.
  exception when others or assert_failure then
    disposed := 0;
    failure := sqlerrm;
    failure_state := sqlstate;
  end;
end
$$;


ALTER FUNCTION retention.dispose_security_incidents(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO kaevo_retention_disposer;

--
-- Name: dispose_subscriptions(bigint, timestamp with time zone, boolean, text, jsonb, integer); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_disposer
--

CREATE FUNCTION retention.dispose_subscriptions(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '1s'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    AS $$
-- Columns are written with their table: what stands alone is a variable.
#variable_conflict use_variable
declare
  key_1 uuid[];
  from_start timestamptz;
  to_start timestamptz;
  digest text;
  n bigint;
  counts jsonb := '{}';
begin
  -- Holds first: whatever is placed later than this waits for the batch.
  perform retention.hold_barrier();

  -- 1. Which rows look due? Holds and dependants are looked at below, for these rows only.
  select array_agg(f.id), count(*), (array_agg(jsonb_build_array(f.id) order by f.id desc))[1]
  into key_1, taken, next_position
  from (
    select f.id
    from retention.subscriptions_fate as f
    where f.due_at <= as_of
      and ("position" is null or (f.id) > (("position" ->> 0)::uuid))
    order by f.id
    limit batch_rows
  ) as f;
  disposed := 0;
  if taken = 0 then
    return;
  end if;

  begin
    -- 2. Lock them, passing by what somebody else is working on.
    select array_agg(r.id)
    into key_1
    from (
      select r.id
      from public.subscriptions as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. Look again, now that nobody can change them: only what is still due, free and not held goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.subscriptions_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.due_at <= as_of
      and not exists (select from retention.subscriptions_held as held where held.id = f.id);

    if disposed > 0 then
      delete from public.billing_events as c
      using public.subscriptions as r
      join unnest(key_1) as k (id) on r.id = k.id
      where c.subscription_id = r.id;
      get diagnostics n = row_count;
      counts := counts || jsonb_build_object('public.billing_events', n);
      delete from retention.subscriptions_act as l using unnest(key_1) as k (id) where l.id = k.id;
      delete from public.subscriptions as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.subscriptions', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.subscriptions', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('disposal', jsonb_build_object(
        'class', 'subscriptions', 'stage', 'dispose', 'clauses', '["V-21"]'::jsonb, 'policy_version', '1.0',
        'run', of_run, 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
      ));
    end if;
  -- OTHERS leaves out a failed ASSERT of the application's triggers.
  exception when others or assert_failure then
    disposed := 0;
    failure := sqlerrm;
    failure_state := sqlstate;
  end;
end
$$;


ALTER FUNCTION retention.dispose_subscriptions(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO kaevo_retention_disposer;

--
-- Name: dispose_support_threads(bigint, timestamp with time zone, boolean, text, jsonb, integer); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_disposer
--

CREATE FUNCTION retention.dispose_support_threads(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '1s'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    AS $$
-- Columns are written with their table: what stands alone is a variable.
#variable_conflict use_variable
declare
  key_1 uuid[];
  from_start timestamptz;
  to_start timestamptz;
  digest text;
  n bigint;
  counts jsonb := '{}';
begin
  -- Holds first: whatever is placed later than this waits for the batch.
  perform retention.hold_barrier();

  -- 1. Which rows look due? Holds and dependants are looked at below, for these rows only.
  select array_agg(f.id), count(*), (array_agg(jsonb_build_array(f.id) order by f.id desc))[1]
  into key_1, taken, next_position
  from (
    select f.id
    from retention.support_threads_fate as f
    where f.due_at <= as_of
      and ("position" is null or (f.id) > (("position" ->> 0)::uuid))
    order by f.id
    limit batch_rows
  ) as f;
  disposed := 0;
  if taken = 0 then
    return;
  end if;

  begin
    -- 2. Lock them, passing by what somebody else is working on.
    select array_agg(r.id)
    into key_1
    from (
      select r.id
      from public.support_threads as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. Look again, now that nobody can change them: only what is still due, free and not held goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.support_threads_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.due_at <= as_of
      and not exists (select from retention.support_threads_held as held where held.id = f.id);

    if disposed > 0 then
      delete from public.support_messages as c
      using public.support_threads as r
      join unnest(key_1) as k (id) on r.id = k.id
      where c.thread_id = r.id;
      get diagnostics n = row_count;
      counts := counts || jsonb_build_object('public.support_messages', n);
      delete from public.support_threads as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.support_threads', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.support_threads', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('disposal', jsonb_build_object(
        'class', 'support_threads', 'stage', 'dispose', 'clauses', '["V-17"]'::jsonb, 'policy_version', '1.0',
        'run', of_run, 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
      ));
    end if;
  -- OTHERS leaves out a failed ASSERT of the application's triggers.
  exception when others or assert_failure then
    disposed := 0;
    failure := sqlerrm;
    failure_state := sqlstate;
  end;
end
$$;


ALTER FUNCTION retention.dispose_support_threads(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO kaevo_retention_disposer;

--
-- Name: dispose_transactions(bigint, timestamp with time zone, boolean, text, jsonb, integer); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_disposer
--

CREATE FUNCTION retention.dispose_transactions(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '1s'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    AS $$
-- Columns are written with their table: what stands alone is a variable.
#variable_conflict use_variable
declare
  key_1 uuid[];
  from_start timestamptz;
  to_start timestamptz;
  digest text;
  n bigint;
  counts jsonb := '{}';
begin
  -- Holds first: whatever is placed later than this waits for the batch.
  perform retention.hold_barrier();

  -- 1. Which rows look due? Holds and dependants are looked at below, for these rows only.
  select array_agg(f.id), count(*), (array_agg(jsonb_build_array(f.cutoff_value, f.id) order by f.cutoff_value desc, f.id desc))[1]
  into key_1, taken, next_position
  from (
    select f.cutoff_value, f.id
    from retention.transactions_fate as f
    where f.due_at <= as_of
      and f.cutoff_value < (retention.latest_cutoff(as_of, interval 'P7Y') at time zone 'UTC')::date + 1
      and ("position" is null or (f.cutoff_value, f.id) > (("position" ->> 0)::date, ("position" ->> 1)::uuid))
    order by f.cutoff_value, f.id
    limit batch_rows
  ) as f;
  disposed := 0;
  if taken = 0 then
    return;
  end if;

  begin
    -- 2. Lock them, passing by what somebody else is working on.
    select array_agg(r.id)
    into key_1
    from (
      select r.id
      from public.transactions as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. Look again, now that nobody can change them: only what is still due, free and not held goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.transactions_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.due_at <= as_of
      and not exists (select from retention.transactions_held as held where held.id = f.id)
      and (f.waits_until is null or f.waits_until <= as_of);

    if disposed > 0 then
      -- Rows of the same table that go in the same run let go of these first.
      update public.transactions as d
      set transfer_pair_id = null
      from public.transactions as r
      join unnest(key_1) as k (id) on r.id = k.id
      where d.transfer_pair_id = r.id;
      delete from public.transactions as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.transactions', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.transactions', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('disposal', jsonb_build_object(
        'class', 'transactions', 'stage', 'dispose', 'clauses', '["V-10"]'::jsonb, 'policy_version', '1.0',
        'run', of_run, 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
      ));
    end if;
  -- OTHERS leaves out a failed ASSERT of the application's triggers.
  exception when others or assert_failure then
    disposed := 0;
    failure := sqlerrm;
    failure_state := sqlstate;
  end;
end
$$;


ALTER FUNCTION retention.dispose_transactions(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO kaevo_retention_disposer;

--
-- Name: due(date, interval); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.due(start date, period interval) RETURNS timestamp with time zone
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select ((start + period) + interval '1 day') at time zone 'America/New_York' $$;


ALTER FUNCTION retention.due(start date, period interval) OWNER TO kaevo_retention_owner;

--
-- Name: due(timestamp with time zone, interval); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.due(start timestamp with time zone, period interval) RETURNS timestamp with time zone
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select ((start at time zone 'America/New_York') + period) at time zone 'America/New_York' $$;


ALTER FUNCTION retention.due(start timestamp with time zone, period interval) OWNER TO kaevo_retention_owner;

--
-- Name: end_of(text, interval, interval, date); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.end_of(unit text, length interval, shift interval, day date) RETURNS timestamp with time zone
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select (date_trunc(unit, day::timestamp - shift) + length + shift) at time zone 'America/New_York' $$;


ALTER FUNCTION retention.end_of(unit text, length interval, shift interval, day date) OWNER TO kaevo_retention_owner;

--
-- Name: end_of(text, interval, interval, timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.end_of(unit text, length interval, shift interval, at timestamp with time zone) RETURNS timestamp with time zone
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select (date_trunc(unit, (at at time zone 'America/New_York') - shift) + length + shift) at time zone 'America/New_York' $$;


ALTER FUNCTION retention.end_of(unit text, length interval, shift interval, at timestamp with time zone) OWNER TO kaevo_retention_owner;

--
-- Name: end_of_day(date); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.end_of_day(day date) RETURNS timestamp with time zone
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select (day + 1)::timestamp at time zone 'America/New_York' $$;


ALTER FUNCTION retention.end_of_day(day date) OWNER TO kaevo_retention_owner;

--
-- Name: erase_accounts(bigint, timestamp with time zone, boolean, text, jsonb, integer, jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_disposer
--

CREATE FUNCTION retention.erase_accounts(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb DEFAULT NULL::jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '1s'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    AS $$
-- Columns are written with their table: what stands alone is a variable.
#variable_conflict use_variable
declare
  key_1 uuid[];
  from_start timestamptz;
  to_start timestamptz;
  digest text;
  n bigint;
  counts jsonb := '{}';
begin
  -- Holds first: whatever is placed later than this waits for the batch.
  perform retention.hold_barrier();

  -- 1. Which rows look due? Holds and dependants are looked at below, for these rows only.
  if of_rows is null then
    select array_agg(f.id), count(*), (array_agg(jsonb_build_array(f.id) order by f.id desc))[1]
    into key_1, taken, next_position
    from (
      select f.id
      from retention.accounts_fate as f
      where f.erase_at <= as_of
        and ("position" is null or (f.id) > (("position" ->> 0)::uuid))
      order by f.id
      limit batch_rows
    ) as f;
  else
    -- Those that an erasure has found, by the ways that lead to its person.
    select array_agg((given.row_key ->> 0)::uuid), count(*), jsonb_agg(given.row_key) -> -1
    into key_1, taken, next_position
    from jsonb_array_elements(of_rows) as given (row_key);
  end if;
  disposed := 0;
  if taken = 0 then
    return;
  end if;

  begin
    -- 2. Lock them, passing by what somebody else is working on.
    select array_agg(r.id)
    into key_1
    from (
      select r.id
      from public.accounts as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. Look again, now that nobody can change them: only what is still due, free and not held goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.accounts_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.erase_at <= as_of
      and not exists (select from retention.accounts_held as held where held.id = f.id)
      and f.deferred_by is null;

    if disposed > 0 then
      delete from public.accounts as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.accounts', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.accounts', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('erasure', jsonb_build_object(
        'class', 'accounts', 'stage', 'erase', 'clauses', '["V-10"]'::jsonb, 'policy_version', '1.0',
        case when of_run < 0 then 'request' else 'run' end, abs(of_run), 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
      ));
    end if;
  -- OTHERS leaves out a failed ASSERT of the application's triggers.
  exception when others or assert_failure then
    disposed := 0;
    failure := sqlerrm;
    failure_state := sqlstate;
  end;
end
$$;


ALTER FUNCTION retention.erase_accounts(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO kaevo_retention_disposer;

--
-- Name: erase_analytics_events(bigint, timestamp with time zone, boolean, text, jsonb, integer, jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_disposer
--

CREATE FUNCTION retention.erase_analytics_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb DEFAULT NULL::jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '1s'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    AS $$
-- Columns are written with their table: what stands alone is a variable.
#variable_conflict use_variable
declare
  key_1 bigint[];
  from_start timestamptz;
  to_start timestamptz;
  digest text;
  n bigint;
  counts jsonb := '{}';
begin
  -- Holds first: whatever is placed later than this waits for the batch.
  perform retention.hold_barrier();

  -- 1. Which rows look due? Holds and dependants are looked at below, for these rows only.
  if of_rows is null then
    select array_agg(f.id), count(*), (array_agg(jsonb_build_array(f.id) order by f.id desc))[1]
    into key_1, taken, next_position
    from (
      select f.id
      from retention.analytics_events_fate as f
      where f.erase_at <= as_of
        and ("position" is null or (f.id) > (("position" ->> 0)::bigint))
      order by f.id
      limit batch_rows
    ) as f;
  else
    -- Those that an erasure has found, by the ways that lead to its person.
    select array_agg((given.row_key ->> 0)::bigint), count(*), jsonb_agg(given.row_key) -> -1
    into key_1, taken, next_position
    from jsonb_array_elements(of_rows) as given (row_key);
  end if;
  disposed := 0;
  if taken = 0 then
    return;
  end if;

  begin
    -- 2. Lock them, passing by what somebody else is working on.
    select array_agg(r.id)
    into key_1
    from (
      select r.id
      from public.analytics_events as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. Look again, now that nobody can change them: only what is still due, free and not held goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.analytics_events_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.erase_at <= as_of
      and not exists (select from retention.analytics_events_held as held where held.id = f.id);

    if disposed > 0 then
      insert into retention.analytics_events_act (id, stage, done_at, started_at, ground)
      select f.id, 'erase', as_of, f.started_at, null
      from retention.analytics_events_fate as f
      join unnest(key_1) as k (id) on f.id = k.id
      on conflict do nothing;
      update public.analytics_events as r
      set user_id = null
      from unnest(key_1) as k (id)
      where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.analytics_events', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.analytics_events', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('erasure', jsonb_build_object(
        'class', 'analytics_events', 'stage', 'erase', 'clauses', '["V-20"]'::jsonb, 'policy_version', '1.0',
        case when of_run < 0 then 'request' else 'run' end, abs(of_run), 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
      ));
    end if;
  -- OTHERS leaves out a failed ASSERT of the application's triggers.
  exception when others or assert_failure then
    disposed := 0;
    failure := sqlerrm;
    failure_state := sqlstate;
  end;
end
$$;


ALTER FUNCTION retention.erase_analytics_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO kaevo_retention_disposer;

--
-- Name: erase_app_logs(bigint, timestamp with time zone, boolean, text, jsonb, integer, jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_disposer
--

CREATE FUNCTION retention.erase_app_logs(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb DEFAULT NULL::jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '1s'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    AS $$
-- Columns are written with their table: what stands alone is a variable.
#variable_conflict use_variable
declare
  key_1 timestamp with time zone[];
  key_2 bigint[];
  from_start timestamptz;
  to_start timestamptz;
  digest text;
  n bigint;
  counts jsonb := '{}';
begin
  -- Holds first: whatever is placed later than this waits for the batch.
  perform retention.hold_barrier();

  -- 1. Which rows look due? Holds and dependants are looked at below, for these rows only.
  if of_rows is null then
    select array_agg(f.at), array_agg(f.id), count(*), (array_agg(jsonb_build_array(f.at, f.id) order by f.at desc, f.id desc))[1]
    into key_1, key_2, taken, next_position
    from (
      select f.at, f.id
      from retention.app_logs_fate as f
      where f.erase_at <= as_of
        and ("position" is null or (f.at, f.id) > (("position" ->> 0)::timestamp with time zone, ("position" ->> 1)::bigint))
      order by f.at, f.id
      limit batch_rows
    ) as f;
  else
    -- Those that an erasure has found, by the ways that lead to its person.
    select array_agg((given.row_key ->> 0)::timestamp with time zone), array_agg((given.row_key ->> 1)::bigint), count(*), jsonb_agg(given.row_key) -> -1
    into key_1, key_2, taken, next_position
    from jsonb_array_elements(of_rows) as given (row_key);
  end if;
  disposed := 0;
  if taken = 0 then
    return;
  end if;

  begin
    -- 2. Lock them, passing by what somebody else is working on.
    select array_agg(r.at), array_agg(r.id)
    into key_1, key_2
    from (
      select r.at, r.id
      from public.app_logs as r
      join unnest(key_1, key_2) as k (at, id) on r.at = k.at and r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. Look again, now that nobody can change them: only what is still due, free and not held goes.
    select array_agg(f.at order by f.at, f.id), array_agg(f.id order by f.at, f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.at, f.id)::text, ',' order by f.at, f.id)), count(*)
    into key_1, key_2, from_start, to_start, digest, disposed
    from retention.app_logs_fate as f
    join unnest(key_1, key_2) as k (at, id) on f.at = k.at and f.id = k.id
    where f.erase_at <= as_of
      and not exists (select from retention.app_logs_held as held where held.at = f.at and held.id = f.id);

    if disposed > 0 then
      insert into retention.app_logs_act (at, id, stage, done_at, started_at, ground)
      select f.at, f.id, 'erase', as_of, f.started_at, null
      from retention.app_logs_fate as f
      join unnest(key_1, key_2) as k (at, id) on f.at = k.at and f.id = k.id
      on conflict do nothing;
      update public.app_logs as r
      set user_id = null,
        ip = null
      from unnest(key_1, key_2) as k (at, id)
      where r.at = k.at and r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.app_logs', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.app_logs', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('erasure', jsonb_build_object(
        'class', 'app_logs', 'stage', 'erase', 'clauses', '["V-18"]'::jsonb, 'policy_version', '1.0',
        case when of_run < 0 then 'request' else 'run' end, abs(of_run), 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
      ));
    end if;
  -- OTHERS leaves out a failed ASSERT of the application's triggers.
  exception when others or assert_failure then
    disposed := 0;
    failure := sqlerrm;
    failure_state := sqlstate;
  end;
end
$$;


ALTER FUNCTION retention.erase_app_logs(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO kaevo_retention_disposer;

--
-- Name: erase_auth_users(bigint, timestamp with time zone, boolean, text, jsonb, integer, jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_disposer
--

CREATE FUNCTION retention.erase_auth_users(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb DEFAULT NULL::jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '1s'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    SET "IntervalStyle" TO 'iso_8601'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    AS $$
-- Columns are written with their table: what stands alone is a variable.
#variable_conflict use_variable
declare
  key_1 uuid[];
  from_start timestamptz;
  to_start timestamptz;
  digest text;
  n bigint;
  counts jsonb := '{}';
  told jsonb := '{}';
begin
  -- Holds first: whatever is placed later than this waits for the batch.
  perform retention.hold_barrier();

  -- 1. Which rows look due? Holds and dependants are looked at below, for these rows only.
  if of_rows is null then
    select array_agg(f.id), count(*), (array_agg(jsonb_build_array(f.id) order by f.id desc))[1]
    into key_1, taken, next_position
    from (
      select f.id
      from retention.auth_users_fate as f
      where f.erase_at <= as_of
        and ("position" is null or (f.id) > (("position" ->> 0)::uuid))
      order by f.id
      limit batch_rows
    ) as f;
  else
    -- Those that an erasure has found, by the ways that lead to its person.
    select array_agg((given.row_key ->> 0)::uuid), count(*), jsonb_agg(given.row_key) -> -1
    into key_1, taken, next_position
    from jsonb_array_elements(of_rows) as given (row_key);
  end if;
  disposed := 0;
  if taken = 0 then
    return;
  end if;

  begin
    -- 2. Lock them, passing by what somebody else is working on.
    select array_agg(r.id)
    into key_1
    from (
      select r.id
      from auth.users as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. Look again, now that nobody can change them: only what is still due, free and not held goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.auth_users_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.erase_at <= as_of
      and not exists (select from retention.auth_users_held as held where held.id = f.id)
      and f.deferred_by is null;

    if disposed > 0 then
      -- For Netlify: written down before the act, by the columns that it knows.
      perform retention._tell(
        'Netlify', 'auth.users', jsonb_build_object('id', r.id),
        (
          select jsonb_build_array('public.users', jsonb_build_object('id', users.id))
          from public.users as users
          where r.id = users.id
          limit 1
        )
      )
      from auth.users as r
      join unnest(key_1) as k (id) on r.id = k.id
      where r.id is not null;
      get diagnostics n = row_count;
      told := told || jsonb_build_object('Netlify', coalesce((told ->> 'Netlify')::bigint, 0) + n);
      -- For Anthropic: written down before the act, by the columns that it knows.
      perform retention._tell(
        'Anthropic', 'auth.users', jsonb_build_object('id', r.id),
        (
          select jsonb_build_array('public.users', jsonb_build_object('id', users.id))
          from public.users as users
          where r.id = users.id
          limit 1
        )
      )
      from auth.users as r
      join unnest(key_1) as k (id) on r.id = k.id
      where r.id is not null;
      get diagnostics n = row_count;
      told := told || jsonb_build_object('Anthropic', coalesce((told ->> 'Anthropic')::bigint, 0) + n);
      -- For Google: written down before the act, by the columns that it knows.
      perform retention._tell(
        'Google', 'auth.users', jsonb_build_object('email', r.email),
        (
          select jsonb_build_array('public.users', jsonb_build_object('id', users.id))
          from public.users as users
          where r.id = users.id
          limit 1
        )
      )
      from auth.users as r
      join unnest(key_1) as k (id) on r.id = k.id
      where r.email is not null;
      get diagnostics n = row_count;
      told := told || jsonb_build_object('Google', coalesce((told ->> 'Google')::bigint, 0) + n);
      delete from public.users as c
      using auth.users as r
      join unnest(key_1) as k (id) on r.id = k.id
      where c.id = r.id;
      get diagnostics n = row_count;
      counts := counts || jsonb_build_object('public.users', n);
      delete from auth.users as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'auth.users', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('auth.users', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('erasure', jsonb_build_object(
        'class', 'auth.users', 'stage', 'erase', 'clauses', '["V-08"]'::jsonb, 'policy_version', '1.0',
        case when of_run < 0 then 'request' else 'run' end, abs(of_run), 'as_of', as_of, 'rows', counts, 'told', told, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
      ));
    end if;
  -- OTHERS leaves out a failed ASSERT of the application's triggers.
  exception when others or assert_failure then
    disposed := 0;
    failure := sqlerrm;
    failure_state := sqlstate;
  end;
end
$$;


ALTER FUNCTION retention.erase_auth_users(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO kaevo_retention_disposer;

--
-- Name: erase_balance_snapshots(bigint, timestamp with time zone, boolean, text, jsonb, integer, jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_disposer
--

CREATE FUNCTION retention.erase_balance_snapshots(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb DEFAULT NULL::jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '1s'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    AS $$
-- Columns are written with their table: what stands alone is a variable.
#variable_conflict use_variable
declare
  key_1 uuid[];
  from_start timestamptz;
  to_start timestamptz;
  digest text;
  n bigint;
  counts jsonb := '{}';
begin
  -- Holds first: whatever is placed later than this waits for the batch.
  perform retention.hold_barrier();

  -- 1. Which rows look due? Holds and dependants are looked at below, for these rows only.
  if of_rows is null then
    select array_agg(f.id), count(*), (array_agg(jsonb_build_array(f.id) order by f.id desc))[1]
    into key_1, taken, next_position
    from (
      select f.id
      from retention.balance_snapshots_fate as f
      where f.erase_at <= as_of
        and ("position" is null or (f.id) > (("position" ->> 0)::uuid))
      order by f.id
      limit batch_rows
    ) as f;
  else
    -- Those that an erasure has found, by the ways that lead to its person.
    select array_agg((given.row_key ->> 0)::uuid), count(*), jsonb_agg(given.row_key) -> -1
    into key_1, taken, next_position
    from jsonb_array_elements(of_rows) as given (row_key);
  end if;
  disposed := 0;
  if taken = 0 then
    return;
  end if;

  begin
    -- 2. Lock them, passing by what somebody else is working on.
    select array_agg(r.id)
    into key_1
    from (
      select r.id
      from public.balance_snapshots as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. Look again, now that nobody can change them: only what is still due, free and not held goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.balance_snapshots_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.erase_at <= as_of
      and not exists (select from retention.balance_snapshots_held as held where held.id = f.id);

    if disposed > 0 then
      delete from public.balance_snapshots as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.balance_snapshots', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.balance_snapshots', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('erasure', jsonb_build_object(
        'class', 'balance_snapshots', 'stage', 'erase', 'clauses', '["V-11"]'::jsonb, 'policy_version', '1.0',
        case when of_run < 0 then 'request' else 'run' end, abs(of_run), 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
      ));
    end if;
  -- OTHERS leaves out a failed ASSERT of the application's triggers.
  exception when others or assert_failure then
    disposed := 0;
    failure := sqlerrm;
    failure_state := sqlstate;
  end;
end
$$;


ALTER FUNCTION retention.erase_balance_snapshots(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO kaevo_retention_disposer;

--
-- Name: erase_bills(bigint, timestamp with time zone, boolean, text, jsonb, integer, jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_disposer
--

CREATE FUNCTION retention.erase_bills(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb DEFAULT NULL::jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '1s'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    AS $$
-- Columns are written with their table: what stands alone is a variable.
#variable_conflict use_variable
declare
  key_1 uuid[];
  from_start timestamptz;
  to_start timestamptz;
  digest text;
  n bigint;
  counts jsonb := '{}';
begin
  -- Holds first: whatever is placed later than this waits for the batch.
  perform retention.hold_barrier();

  -- 1. Which rows look due? Holds and dependants are looked at below, for these rows only.
  if of_rows is null then
    select array_agg(f.id), count(*), (array_agg(jsonb_build_array(f.id) order by f.id desc))[1]
    into key_1, taken, next_position
    from (
      select f.id
      from retention.bills_fate as f
      where f.erase_at <= as_of
        and ("position" is null or (f.id) > (("position" ->> 0)::uuid))
      order by f.id
      limit batch_rows
    ) as f;
  else
    -- Those that an erasure has found, by the ways that lead to its person.
    select array_agg((given.row_key ->> 0)::uuid), count(*), jsonb_agg(given.row_key) -> -1
    into key_1, taken, next_position
    from jsonb_array_elements(of_rows) as given (row_key);
  end if;
  disposed := 0;
  if taken = 0 then
    return;
  end if;

  begin
    -- 2. Lock them, passing by what somebody else is working on.
    select array_agg(r.id)
    into key_1
    from (
      select r.id
      from public.bills as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. Look again, now that nobody can change them: only what is still due, free and not held goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.bills_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.erase_at <= as_of
      and not exists (select from retention.bills_held as held where held.id = f.id);

    if disposed > 0 then
      delete from public.bills as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.bills', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.bills', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('erasure', jsonb_build_object(
        'class', 'bills', 'stage', 'erase', 'clauses', '["V-10"]'::jsonb, 'policy_version', '1.0',
        case when of_run < 0 then 'request' else 'run' end, abs(of_run), 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
      ));
    end if;
  -- OTHERS leaves out a failed ASSERT of the application's triggers.
  exception when others or assert_failure then
    disposed := 0;
    failure := sqlerrm;
    failure_state := sqlstate;
  end;
end
$$;


ALTER FUNCTION retention.erase_bills(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO kaevo_retention_disposer;

--
-- Name: erase_budgets(bigint, timestamp with time zone, boolean, text, jsonb, integer, jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_disposer
--

CREATE FUNCTION retention.erase_budgets(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb DEFAULT NULL::jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '1s'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    AS $$
-- Columns are written with their table: what stands alone is a variable.
#variable_conflict use_variable
declare
  key_1 uuid[];
  from_start timestamptz;
  to_start timestamptz;
  digest text;
  n bigint;
  counts jsonb := '{}';
begin
  -- Holds first: whatever is placed later than this waits for the batch.
  perform retention.hold_barrier();

  -- 1. Which rows look due? Holds and dependants are looked at below, for these rows only.
  if of_rows is null then
    select array_agg(f.id), count(*), (array_agg(jsonb_build_array(f.id) order by f.id desc))[1]
    into key_1, taken, next_position
    from (
      select f.id
      from retention.budgets_fate as f
      where f.erase_at <= as_of
        and ("position" is null or (f.id) > (("position" ->> 0)::uuid))
      order by f.id
      limit batch_rows
    ) as f;
  else
    -- Those that an erasure has found, by the ways that lead to its person.
    select array_agg((given.row_key ->> 0)::uuid), count(*), jsonb_agg(given.row_key) -> -1
    into key_1, taken, next_position
    from jsonb_array_elements(of_rows) as given (row_key);
  end if;
  disposed := 0;
  if taken = 0 then
    return;
  end if;

  begin
    -- 2. Lock them, passing by what somebody else is working on.
    select array_agg(r.id)
    into key_1
    from (
      select r.id
      from public.budgets as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. Look again, now that nobody can change them: only what is still due, free and not held goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.budgets_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.erase_at <= as_of
      and not exists (select from retention.budgets_held as held where held.id = f.id);

    if disposed > 0 then
      delete from public.budgets as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.budgets', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.budgets', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('erasure', jsonb_build_object(
        'class', 'budgets', 'stage', 'erase', 'clauses', '["V-37"]'::jsonb, 'policy_version', '1.0',
        case when of_run < 0 then 'request' else 'run' end, abs(of_run), 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
      ));
    end if;
  -- OTHERS leaves out a failed ASSERT of the application's triggers.
  exception when others or assert_failure then
    disposed := 0;
    failure := sqlerrm;
    failure_state := sqlstate;
  end;
end
$$;


ALTER FUNCTION retention.erase_budgets(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO kaevo_retention_disposer;

--
-- Name: erase_calendar_events(bigint, timestamp with time zone, boolean, text, jsonb, integer, jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_disposer
--

CREATE FUNCTION retention.erase_calendar_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb DEFAULT NULL::jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '1s'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    AS $$
-- Columns are written with their table: what stands alone is a variable.
#variable_conflict use_variable
declare
  key_1 uuid[];
  from_start timestamptz;
  to_start timestamptz;
  digest text;
  n bigint;
  counts jsonb := '{}';
begin
  -- Holds first: whatever is placed later than this waits for the batch.
  perform retention.hold_barrier();

  -- 1. Which rows look due? Holds and dependants are looked at below, for these rows only.
  if of_rows is null then
    select array_agg(f.id), count(*), (array_agg(jsonb_build_array(f.id) order by f.id desc))[1]
    into key_1, taken, next_position
    from (
      select f.id
      from retention.calendar_events_fate as f
      where f.erase_at <= as_of
        and ("position" is null or (f.id) > (("position" ->> 0)::uuid))
      order by f.id
      limit batch_rows
    ) as f;
  else
    -- Those that an erasure has found, by the ways that lead to its person.
    select array_agg((given.row_key ->> 0)::uuid), count(*), jsonb_agg(given.row_key) -> -1
    into key_1, taken, next_position
    from jsonb_array_elements(of_rows) as given (row_key);
  end if;
  disposed := 0;
  if taken = 0 then
    return;
  end if;

  begin
    -- 2. Lock them, passing by what somebody else is working on.
    select array_agg(r.id)
    into key_1
    from (
      select r.id
      from public.calendar_events as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. Look again, now that nobody can change them: only what is still due, free and not held goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.calendar_events_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.erase_at <= as_of
      and not exists (select from retention.calendar_events_held as held where held.id = f.id);

    if disposed > 0 then
      delete from public.calendar_events as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.calendar_events', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.calendar_events', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('erasure', jsonb_build_object(
        'class', 'calendar_events', 'stage', 'erase', 'clauses', '["V-16"]'::jsonb, 'policy_version', '1.0',
        case when of_run < 0 then 'request' else 'run' end, abs(of_run), 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
      ));
    end if;
  -- OTHERS leaves out a failed ASSERT of the application's triggers.
  exception when others or assert_failure then
    disposed := 0;
    failure := sqlerrm;
    failure_state := sqlstate;
  end;
end
$$;


ALTER FUNCTION retention.erase_calendar_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO kaevo_retention_disposer;

--
-- Name: erase_chores(bigint, timestamp with time zone, boolean, text, jsonb, integer, jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_disposer
--

CREATE FUNCTION retention.erase_chores(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb DEFAULT NULL::jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '1s'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    AS $$
-- Columns are written with their table: what stands alone is a variable.
#variable_conflict use_variable
declare
  key_1 uuid[];
  from_start timestamptz;
  to_start timestamptz;
  digest text;
  n bigint;
  counts jsonb := '{}';
begin
  -- Holds first: whatever is placed later than this waits for the batch.
  perform retention.hold_barrier();

  -- 1. Which rows look due? Holds and dependants are looked at below, for these rows only.
  if of_rows is null then
    select array_agg(f.id), count(*), (array_agg(jsonb_build_array(f.id) order by f.id desc))[1]
    into key_1, taken, next_position
    from (
      select f.id
      from retention.chores_fate as f
      where f.erase_at <= as_of
        and ("position" is null or (f.id) > (("position" ->> 0)::uuid))
      order by f.id
      limit batch_rows
    ) as f;
  else
    -- Those that an erasure has found, by the ways that lead to its person.
    select array_agg((given.row_key ->> 0)::uuid), count(*), jsonb_agg(given.row_key) -> -1
    into key_1, taken, next_position
    from jsonb_array_elements(of_rows) as given (row_key);
  end if;
  disposed := 0;
  if taken = 0 then
    return;
  end if;

  begin
    -- 2. Lock them, passing by what somebody else is working on.
    select array_agg(r.id)
    into key_1
    from (
      select r.id
      from public.chores as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. Look again, now that nobody can change them: only what is still due, free and not held goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.chores_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.erase_at <= as_of
      and not exists (select from retention.chores_held as held where held.id = f.id);

    if disposed > 0 then
      delete from public.chores as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.chores', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.chores', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('erasure', jsonb_build_object(
        'class', 'chores', 'stage', 'erase', 'clauses', '["V-14"]'::jsonb, 'policy_version', '1.0',
        case when of_run < 0 then 'request' else 'run' end, abs(of_run), 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
      ));
    end if;
  -- OTHERS leaves out a failed ASSERT of the application's triggers.
  exception when others or assert_failure then
    disposed := 0;
    failure := sqlerrm;
    failure_state := sqlstate;
  end;
end
$$;


ALTER FUNCTION retention.erase_chores(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO kaevo_retention_disposer;

--
-- Name: erase_expenses(bigint, timestamp with time zone, boolean, text, jsonb, integer, jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_disposer
--

CREATE FUNCTION retention.erase_expenses(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb DEFAULT NULL::jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '1s'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    AS $$
-- Columns are written with their table: what stands alone is a variable.
#variable_conflict use_variable
declare
  key_1 uuid[];
  from_start timestamptz;
  to_start timestamptz;
  digest text;
  n bigint;
  counts jsonb := '{}';
begin
  -- Holds first: whatever is placed later than this waits for the batch.
  perform retention.hold_barrier();

  -- 1. Which rows look due? Holds and dependants are looked at below, for these rows only.
  if of_rows is null then
    select array_agg(f.id), count(*), (array_agg(jsonb_build_array(f.id) order by f.id desc))[1]
    into key_1, taken, next_position
    from (
      select f.id
      from retention.expenses_fate as f
      where f.erase_at <= as_of
        and ("position" is null or (f.id) > (("position" ->> 0)::uuid))
      order by f.id
      limit batch_rows
    ) as f;
  else
    -- Those that an erasure has found, by the ways that lead to its person.
    select array_agg((given.row_key ->> 0)::uuid), count(*), jsonb_agg(given.row_key) -> -1
    into key_1, taken, next_position
    from jsonb_array_elements(of_rows) as given (row_key);
  end if;
  disposed := 0;
  if taken = 0 then
    return;
  end if;

  begin
    -- 2. Lock them, passing by what somebody else is working on.
    select array_agg(r.id)
    into key_1
    from (
      select r.id
      from public.expenses as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. Look again, now that nobody can change them: only what is still due, free and not held goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.expenses_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.erase_at <= as_of
      and not exists (select from retention.expenses_held as held where held.id = f.id);

    if disposed > 0 then
      delete from public.expenses as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.expenses', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.expenses', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('erasure', jsonb_build_object(
        'class', 'expenses', 'stage', 'erase', 'clauses', '["V-10"]'::jsonb, 'policy_version', '1.0',
        case when of_run < 0 then 'request' else 'run' end, abs(of_run), 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
      ));
    end if;
  -- OTHERS leaves out a failed ASSERT of the application's triggers.
  exception when others or assert_failure then
    disposed := 0;
    failure := sqlerrm;
    failure_state := sqlstate;
  end;
end
$$;


ALTER FUNCTION retention.erase_expenses(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO kaevo_retention_disposer;

--
-- Name: erase_homes(bigint, timestamp with time zone, boolean, text, jsonb, integer, jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_disposer
--

CREATE FUNCTION retention.erase_homes(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb DEFAULT NULL::jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '1s'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    AS $$
-- Columns are written with their table: what stands alone is a variable.
#variable_conflict use_variable
declare
  key_1 uuid[];
  from_start timestamptz;
  to_start timestamptz;
  digest text;
  n bigint;
  counts jsonb := '{}';
begin
  -- Holds first: whatever is placed later than this waits for the batch.
  perform retention.hold_barrier();

  -- 1. Which rows look due? Holds and dependants are looked at below, for these rows only.
  if of_rows is null then
    select array_agg(f.id), count(*), (array_agg(jsonb_build_array(f.id) order by f.id desc))[1]
    into key_1, taken, next_position
    from (
      select f.id
      from retention.homes_fate as f
      where f.erase_at <= as_of
        and ("position" is null or (f.id) > (("position" ->> 0)::uuid))
      order by f.id
      limit batch_rows
    ) as f;
  else
    -- Those that an erasure has found, by the ways that lead to its person.
    select array_agg((given.row_key ->> 0)::uuid), count(*), jsonb_agg(given.row_key) -> -1
    into key_1, taken, next_position
    from jsonb_array_elements(of_rows) as given (row_key);
  end if;
  disposed := 0;
  if taken = 0 then
    return;
  end if;

  begin
    -- 2. Lock them, passing by what somebody else is working on.
    select array_agg(r.id)
    into key_1
    from (
      select r.id
      from public.homes as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. Look again, now that nobody can change them: only what is still due, free and not held goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.homes_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.erase_at <= as_of
      and not exists (select from retention.homes_held as held where held.id = f.id);

    if disposed > 0 then
      delete from public.homes as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.homes', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.homes', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('erasure', jsonb_build_object(
        'class', 'homes', 'stage', 'erase', 'clauses', '["V-14"]'::jsonb, 'policy_version', '1.0',
        case when of_run < 0 then 'request' else 'run' end, abs(of_run), 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
      ));
    end if;
  -- OTHERS leaves out a failed ASSERT of the application's triggers.
  exception when others or assert_failure then
    disposed := 0;
    failure := sqlerrm;
    failure_state := sqlstate;
  end;
end
$$;


ALTER FUNCTION retention.erase_homes(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO kaevo_retention_disposer;

--
-- Name: erase_household_members(bigint, timestamp with time zone, boolean, text, jsonb, integer, jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_disposer
--

CREATE FUNCTION retention.erase_household_members(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb DEFAULT NULL::jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '1s'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    AS $$
-- Columns are written with their table: what stands alone is a variable.
#variable_conflict use_variable
declare
  key_1 uuid[];
  from_start timestamptz;
  to_start timestamptz;
  digest text;
  n bigint;
  counts jsonb := '{}';
begin
  -- Holds first: whatever is placed later than this waits for the batch.
  perform retention.hold_barrier();

  -- 1. Which rows look due? Holds and dependants are looked at below, for these rows only.
  if of_rows is null then
    select array_agg(f.id), count(*), (array_agg(jsonb_build_array(f.id) order by f.id desc))[1]
    into key_1, taken, next_position
    from (
      select f.id
      from retention.household_members_fate as f
      where f.erase_at <= as_of
        and ("position" is null or (f.id) > (("position" ->> 0)::uuid))
      order by f.id
      limit batch_rows
    ) as f;
  else
    -- Those that an erasure has found, by the ways that lead to its person.
    select array_agg((given.row_key ->> 0)::uuid), count(*), jsonb_agg(given.row_key) -> -1
    into key_1, taken, next_position
    from jsonb_array_elements(of_rows) as given (row_key);
  end if;
  disposed := 0;
  if taken = 0 then
    return;
  end if;

  begin
    -- 2. Lock them, passing by what somebody else is working on.
    select array_agg(r.id)
    into key_1
    from (
      select r.id
      from public.household_members as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. Look again, now that nobody can change them: only what is still due, free and not held goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.household_members_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.erase_at <= as_of
      and not exists (select from retention.household_members_held as held where held.id = f.id)
      and f.deferred_by is null;

    if disposed > 0 then
      delete from public.household_members as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.household_members', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.household_members', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('erasure', jsonb_build_object(
        'class', 'household_members', 'stage', 'erase', 'clauses', '["V-09"]'::jsonb, 'policy_version', '1.0',
        case when of_run < 0 then 'request' else 'run' end, abs(of_run), 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
      ));
    end if;
  -- OTHERS leaves out a failed ASSERT of the application's triggers.
  exception when others or assert_failure then
    disposed := 0;
    failure := sqlerrm;
    failure_state := sqlstate;
  end;
end
$$;


ALTER FUNCTION retention.erase_household_members(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO kaevo_retention_disposer;

--
-- Name: erase_households(bigint, timestamp with time zone, boolean, text, jsonb, integer, jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_disposer
--

CREATE FUNCTION retention.erase_households(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb DEFAULT NULL::jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '1s'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    AS $$
-- Columns are written with their table: what stands alone is a variable.
#variable_conflict use_variable
declare
  key_1 uuid[];
  from_start timestamptz;
  to_start timestamptz;
  digest text;
  n bigint;
  counts jsonb := '{}';
begin
  -- Holds first: whatever is placed later than this waits for the batch.
  perform retention.hold_barrier();

  -- 1. Which rows look due? Holds and dependants are looked at below, for these rows only.
  if of_rows is null then
    select array_agg(f.id), count(*), (array_agg(jsonb_build_array(f.id) order by f.id desc))[1]
    into key_1, taken, next_position
    from (
      select f.id
      from retention.households_fate as f
      where f.erase_at <= as_of
        and ("position" is null or (f.id) > (("position" ->> 0)::uuid))
      order by f.id
      limit batch_rows
    ) as f;
  else
    -- Those that an erasure has found, by the ways that lead to its person.
    select array_agg((given.row_key ->> 0)::uuid), count(*), jsonb_agg(given.row_key) -> -1
    into key_1, taken, next_position
    from jsonb_array_elements(of_rows) as given (row_key);
  end if;
  disposed := 0;
  if taken = 0 then
    return;
  end if;

  begin
    -- 2. Lock them, passing by what somebody else is working on.
    select array_agg(r.id)
    into key_1
    from (
      select r.id
      from public.households as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. Look again, now that nobody can change them: only what is still due, free and not held goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.households_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.erase_at <= as_of
      and not exists (select from retention.households_held as held where held.id = f.id)
      and f.deferred_by is null;

    if disposed > 0 then
      delete from public.households as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.households', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.households', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('erasure', jsonb_build_object(
        'class', 'households', 'stage', 'erase', 'clauses', '["V-09"]'::jsonb, 'policy_version', '1.0',
        case when of_run < 0 then 'request' else 'run' end, abs(of_run), 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
      ));
    end if;
  -- OTHERS leaves out a failed ASSERT of the application's triggers.
  exception when others or assert_failure then
    disposed := 0;
    failure := sqlerrm;
    failure_state := sqlstate;
  end;
end
$$;


ALTER FUNCTION retention.erase_households(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO kaevo_retention_disposer;

--
-- Name: erase_inactivity_notices(bigint, timestamp with time zone, boolean, text, jsonb, integer, jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_disposer
--

CREATE FUNCTION retention.erase_inactivity_notices(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb DEFAULT NULL::jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '1s'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    AS $$
-- Columns are written with their table: what stands alone is a variable.
#variable_conflict use_variable
declare
  key_1 uuid[];
  from_start timestamptz;
  to_start timestamptz;
  digest text;
  n bigint;
  counts jsonb := '{}';
begin
  -- Holds first: whatever is placed later than this waits for the batch.
  perform retention.hold_barrier();

  -- 1. Which rows look due? Holds and dependants are looked at below, for these rows only.
  if of_rows is null then
    select array_agg(f.id), count(*), (array_agg(jsonb_build_array(f.id) order by f.id desc))[1]
    into key_1, taken, next_position
    from (
      select f.id
      from retention.inactivity_notices_fate as f
      where f.erase_at <= as_of
        and ("position" is null or (f.id) > (("position" ->> 0)::uuid))
      order by f.id
      limit batch_rows
    ) as f;
  else
    -- Those that an erasure has found, by the ways that lead to its person.
    select array_agg((given.row_key ->> 0)::uuid), count(*), jsonb_agg(given.row_key) -> -1
    into key_1, taken, next_position
    from jsonb_array_elements(of_rows) as given (row_key);
  end if;
  disposed := 0;
  if taken = 0 then
    return;
  end if;

  begin
    -- 2. Lock them, passing by what somebody else is working on.
    select array_agg(r.id)
    into key_1
    from (
      select r.id
      from public.inactivity_notices as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. Look again, now that nobody can change them: only what is still due, free and not held goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.inactivity_notices_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.erase_at <= as_of
      and not exists (select from retention.inactivity_notices_held as held where held.id = f.id);

    if disposed > 0 then
      delete from public.inactivity_notices as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.inactivity_notices', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.inactivity_notices', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('erasure', jsonb_build_object(
        'class', 'inactivity_notices', 'stage', 'erase', 'clauses', '["V-31"]'::jsonb, 'policy_version', '1.0',
        case when of_run < 0 then 'request' else 'run' end, abs(of_run), 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
      ));
    end if;
  -- OTHERS leaves out a failed ASSERT of the application's triggers.
  exception when others or assert_failure then
    disposed := 0;
    failure := sqlerrm;
    failure_state := sqlstate;
  end;
end
$$;


ALTER FUNCTION retention.erase_inactivity_notices(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO kaevo_retention_disposer;

--
-- Name: erase_incident_subjects(bigint, timestamp with time zone, boolean, text, jsonb, integer, jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_disposer
--

CREATE FUNCTION retention.erase_incident_subjects(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb DEFAULT NULL::jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '1s'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    AS $$
-- Columns are written with their table: what stands alone is a variable.
#variable_conflict use_variable
declare
  key_1 uuid[];
  key_2 uuid[];
  from_start timestamptz;
  to_start timestamptz;
  digest text;
  n bigint;
  counts jsonb := '{}';
begin
  -- Holds first: whatever is placed later than this waits for the batch.
  perform retention.hold_barrier();

  -- 1. Which rows look due? Holds and dependants are looked at below, for these rows only.
  if of_rows is null then
    select array_agg(f.incident_id), array_agg(f.user_id), count(*), (array_agg(jsonb_build_array(f.incident_id, f.user_id) order by f.incident_id desc, f.user_id desc))[1]
    into key_1, key_2, taken, next_position
    from (
      select f.incident_id, f.user_id
      from retention.incident_subjects_fate as f
      where f.erase_at <= as_of
        and ("position" is null or (f.incident_id, f.user_id) > (("position" ->> 0)::uuid, ("position" ->> 1)::uuid))
      order by f.incident_id, f.user_id
      limit batch_rows
    ) as f;
  else
    -- Those that an erasure has found, by the ways that lead to its person.
    select array_agg((given.row_key ->> 0)::uuid), array_agg((given.row_key ->> 1)::uuid), count(*), jsonb_agg(given.row_key) -> -1
    into key_1, key_2, taken, next_position
    from jsonb_array_elements(of_rows) as given (row_key);
  end if;
  disposed := 0;
  if taken = 0 then
    return;
  end if;

  begin
    -- 2. Lock them, passing by what somebody else is working on.
    select array_agg(r.incident_id), array_agg(r.user_id)
    into key_1, key_2
    from (
      select r.incident_id, r.user_id
      from public.incident_subjects as r
      join unnest(key_1, key_2) as k (incident_id, user_id) on r.incident_id = k.incident_id and r.user_id = k.user_id
      for update of r skip locked
    ) as r;

    -- 3. Look again, now that nobody can change them: only what is still due, free and not held goes.
    select array_agg(f.incident_id order by f.incident_id, f.user_id), array_agg(f.user_id order by f.incident_id, f.user_id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.incident_id, f.user_id)::text, ',' order by f.incident_id, f.user_id)), count(*)
    into key_1, key_2, from_start, to_start, digest, disposed
    from retention.incident_subjects_fate as f
    join unnest(key_1, key_2) as k (incident_id, user_id) on f.incident_id = k.incident_id and f.user_id = k.user_id
    where f.erase_at <= as_of
      and not exists (select from retention.incident_subjects_held as held where held.incident_id = f.incident_id and held.user_id = f.user_id);

    if disposed > 0 then
      delete from retention.incident_subjects_review as l using unnest(key_1, key_2) as k (incident_id, user_id) where l.incident_id = k.incident_id and l.user_id = k.user_id;
      delete from public.incident_subjects as r using unnest(key_1, key_2) as k (incident_id, user_id) where r.incident_id = k.incident_id and r.user_id = k.user_id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.incident_subjects', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.incident_subjects', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('erasure', jsonb_build_object(
        'class', 'incident_subjects', 'stage', 'erase', 'clauses', '["V-25"]'::jsonb, 'policy_version', '1.0',
        case when of_run < 0 then 'request' else 'run' end, abs(of_run), 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
      ));
    end if;
  -- OTHERS leaves out a failed ASSERT of the application's triggers.
  exception when others or assert_failure then
    disposed := 0;
    failure := sqlerrm;
    failure_state := sqlstate;
  end;
end
$$;


ALTER FUNCTION retention.erase_incident_subjects(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO kaevo_retention_disposer;

--
-- Name: erase_incomes(bigint, timestamp with time zone, boolean, text, jsonb, integer, jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_disposer
--

CREATE FUNCTION retention.erase_incomes(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb DEFAULT NULL::jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '1s'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    AS $$
-- Columns are written with their table: what stands alone is a variable.
#variable_conflict use_variable
declare
  key_1 uuid[];
  from_start timestamptz;
  to_start timestamptz;
  digest text;
  n bigint;
  counts jsonb := '{}';
begin
  -- Holds first: whatever is placed later than this waits for the batch.
  perform retention.hold_barrier();

  -- 1. Which rows look due? Holds and dependants are looked at below, for these rows only.
  if of_rows is null then
    select array_agg(f.id), count(*), (array_agg(jsonb_build_array(f.id) order by f.id desc))[1]
    into key_1, taken, next_position
    from (
      select f.id
      from retention.incomes_fate as f
      where f.erase_at <= as_of
        and ("position" is null or (f.id) > (("position" ->> 0)::uuid))
      order by f.id
      limit batch_rows
    ) as f;
  else
    -- Those that an erasure has found, by the ways that lead to its person.
    select array_agg((given.row_key ->> 0)::uuid), count(*), jsonb_agg(given.row_key) -> -1
    into key_1, taken, next_position
    from jsonb_array_elements(of_rows) as given (row_key);
  end if;
  disposed := 0;
  if taken = 0 then
    return;
  end if;

  begin
    -- 2. Lock them, passing by what somebody else is working on.
    select array_agg(r.id)
    into key_1
    from (
      select r.id
      from public.incomes as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. Look again, now that nobody can change them: only what is still due, free and not held goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.incomes_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.erase_at <= as_of
      and not exists (select from retention.incomes_held as held where held.id = f.id);

    if disposed > 0 then
      delete from public.incomes as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.incomes', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.incomes', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('erasure', jsonb_build_object(
        'class', 'incomes', 'stage', 'erase', 'clauses', '["V-10"]'::jsonb, 'policy_version', '1.0',
        case when of_run < 0 then 'request' else 'run' end, abs(of_run), 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
      ));
    end if;
  -- OTHERS leaves out a failed ASSERT of the application's triggers.
  exception when others or assert_failure then
    disposed := 0;
    failure := sqlerrm;
    failure_state := sqlstate;
  end;
end
$$;


ALTER FUNCTION retention.erase_incomes(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO kaevo_retention_disposer;

--
-- Name: erase_investment_accounts(bigint, timestamp with time zone, boolean, text, jsonb, integer, jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_disposer
--

CREATE FUNCTION retention.erase_investment_accounts(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb DEFAULT NULL::jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '1s'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    AS $$
-- Columns are written with their table: what stands alone is a variable.
#variable_conflict use_variable
declare
  key_1 uuid[];
  from_start timestamptz;
  to_start timestamptz;
  digest text;
  n bigint;
  counts jsonb := '{}';
begin
  -- Holds first: whatever is placed later than this waits for the batch.
  perform retention.hold_barrier();

  -- 1. Which rows look due? Holds and dependants are looked at below, for these rows only.
  if of_rows is null then
    select array_agg(f.id), count(*), (array_agg(jsonb_build_array(f.id) order by f.id desc))[1]
    into key_1, taken, next_position
    from (
      select f.id
      from retention.investment_accounts_fate as f
      where f.erase_at <= as_of
        and ("position" is null or (f.id) > (("position" ->> 0)::uuid))
      order by f.id
      limit batch_rows
    ) as f;
  else
    -- Those that an erasure has found, by the ways that lead to its person.
    select array_agg((given.row_key ->> 0)::uuid), count(*), jsonb_agg(given.row_key) -> -1
    into key_1, taken, next_position
    from jsonb_array_elements(of_rows) as given (row_key);
  end if;
  disposed := 0;
  if taken = 0 then
    return;
  end if;

  begin
    -- 2. Lock them, passing by what somebody else is working on.
    select array_agg(r.id)
    into key_1
    from (
      select r.id
      from public.investment_accounts as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. Look again, now that nobody can change them: only what is still due, free and not held goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.investment_accounts_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.erase_at <= as_of
      and not exists (select from retention.investment_accounts_held as held where held.id = f.id);

    if disposed > 0 then
      delete from public.investment_accounts as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.investment_accounts', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.investment_accounts', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('erasure', jsonb_build_object(
        'class', 'investment_accounts', 'stage', 'erase', 'clauses', '["V-12"]'::jsonb, 'policy_version', '1.0',
        case when of_run < 0 then 'request' else 'run' end, abs(of_run), 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
      ));
    end if;
  -- OTHERS leaves out a failed ASSERT of the application's triggers.
  exception when others or assert_failure then
    disposed := 0;
    failure := sqlerrm;
    failure_state := sqlstate;
  end;
end
$$;


ALTER FUNCTION retention.erase_investment_accounts(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO kaevo_retention_disposer;

--
-- Name: erase_medical_records(bigint, timestamp with time zone, boolean, text, jsonb, integer, jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_disposer
--

CREATE FUNCTION retention.erase_medical_records(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb DEFAULT NULL::jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '1s'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    AS $$
-- Columns are written with their table: what stands alone is a variable.
#variable_conflict use_variable
declare
  key_1 uuid[];
  from_start timestamptz;
  to_start timestamptz;
  digest text;
  n bigint;
  counts jsonb := '{}';
begin
  -- Holds first: whatever is placed later than this waits for the batch.
  perform retention.hold_barrier();

  -- 1. Which rows look due? Holds and dependants are looked at below, for these rows only.
  if of_rows is null then
    select array_agg(f.id), count(*), (array_agg(jsonb_build_array(f.id) order by f.id desc))[1]
    into key_1, taken, next_position
    from (
      select f.id
      from retention.medical_records_fate as f
      where f.erase_at <= as_of
        and ("position" is null or (f.id) > (("position" ->> 0)::uuid))
      order by f.id
      limit batch_rows
    ) as f;
  else
    -- Those that an erasure has found, by the ways that lead to its person.
    select array_agg((given.row_key ->> 0)::uuid), count(*), jsonb_agg(given.row_key) -> -1
    into key_1, taken, next_position
    from jsonb_array_elements(of_rows) as given (row_key);
  end if;
  disposed := 0;
  if taken = 0 then
    return;
  end if;

  begin
    -- 2. Lock them, passing by what somebody else is working on.
    select array_agg(r.id)
    into key_1
    from (
      select r.id
      from public.medical_records as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. Look again, now that nobody can change them: only what is still due, free and not held goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.medical_records_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.erase_at <= as_of
      and not exists (select from retention.medical_records_held as held where held.id = f.id);

    if disposed > 0 then
      delete from public.medical_records as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.medical_records', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.medical_records', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('erasure', jsonb_build_object(
        'class', 'medical_records', 'stage', 'erase', 'clauses', '["V-13"]'::jsonb, 'policy_version', '1.0',
        case when of_run < 0 then 'request' else 'run' end, abs(of_run), 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
      ));
    end if;
  -- OTHERS leaves out a failed ASSERT of the application's triggers.
  exception when others or assert_failure then
    disposed := 0;
    failure := sqlerrm;
    failure_state := sqlstate;
  end;
end
$$;


ALTER FUNCTION retention.erase_medical_records(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO kaevo_retention_disposer;

--
-- Name: erase_plaid_connections(bigint, timestamp with time zone, boolean, text, jsonb, integer, jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_disposer
--

CREATE FUNCTION retention.erase_plaid_connections(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb DEFAULT NULL::jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '1s'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    SET "IntervalStyle" TO 'iso_8601'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    AS $$
-- Columns are written with their table: what stands alone is a variable.
#variable_conflict use_variable
declare
  key_1 uuid[];
  from_start timestamptz;
  to_start timestamptz;
  digest text;
  n bigint;
  counts jsonb := '{}';
  told jsonb := '{}';
begin
  -- Holds first: whatever is placed later than this waits for the batch.
  perform retention.hold_barrier();

  -- 1. Which rows look due? Holds and dependants are looked at below, for these rows only.
  if of_rows is null then
    select array_agg(f.id), count(*), (array_agg(jsonb_build_array(f.id) order by f.id desc))[1]
    into key_1, taken, next_position
    from (
      select f.id
      from retention.plaid_connections_fate as f
      where f.erase_at <= as_of
        and ("position" is null or (f.id) > (("position" ->> 0)::uuid))
      order by f.id
      limit batch_rows
    ) as f;
  else
    -- Those that an erasure has found, by the ways that lead to its person.
    select array_agg((given.row_key ->> 0)::uuid), count(*), jsonb_agg(given.row_key) -> -1
    into key_1, taken, next_position
    from jsonb_array_elements(of_rows) as given (row_key);
  end if;
  disposed := 0;
  if taken = 0 then
    return;
  end if;

  begin
    -- 2. Lock them, passing by what somebody else is working on.
    select array_agg(r.id)
    into key_1
    from (
      select r.id
      from public.plaid_connections as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. Look again, now that nobody can change them: only what is still due, free and not held goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.plaid_connections_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.erase_at <= as_of
      and not exists (select from retention.plaid_connections_held as held where held.id = f.id)
      and f.deferred_by is null;

    if disposed > 0 then
      -- For Plaid: written down before the act, by the columns that it knows.
      perform retention._tell(
        'Plaid', 'public.plaid_connections', jsonb_build_object('item_id', r.item_id),
        (
          select jsonb_build_array('public.users', jsonb_build_object('id', users.id))
          from public.users as users
          where r.user_id = users.id
          limit 1
        )
      )
      from public.plaid_connections as r
      join unnest(key_1) as k (id) on r.id = k.id
      where r.item_id is not null;
      get diagnostics n = row_count;
      told := told || jsonb_build_object('Plaid', coalesce((told ->> 'Plaid')::bigint, 0) + n);
      delete from public.plaid_accounts as c
      using public.plaid_connections as r
      join unnest(key_1) as k (id) on r.id = k.id
      where c.connection_id = r.id;
      get diagnostics n = row_count;
      counts := counts || jsonb_build_object('public.plaid_accounts', n);
      delete from public.plaid_connections as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.plaid_connections', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.plaid_connections', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('erasure', jsonb_build_object(
        'class', 'plaid_connections', 'stage', 'erase', 'clauses', '["V-24"]'::jsonb, 'policy_version', '1.0',
        case when of_run < 0 then 'request' else 'run' end, abs(of_run), 'as_of', as_of, 'rows', counts, 'told', told, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
      ));
    end if;
  -- OTHERS leaves out a failed ASSERT of the application's triggers.
  exception when others or assert_failure then
    disposed := 0;
    failure := sqlerrm;
    failure_state := sqlstate;
  end;
end
$$;


ALTER FUNCTION retention.erase_plaid_connections(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO kaevo_retention_disposer;

--
-- Name: erase_recipes(bigint, timestamp with time zone, boolean, text, jsonb, integer, jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_disposer
--

CREATE FUNCTION retention.erase_recipes(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb DEFAULT NULL::jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '1s'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    AS $$
-- Columns are written with their table: what stands alone is a variable.
#variable_conflict use_variable
declare
  key_1 uuid[];
  from_start timestamptz;
  to_start timestamptz;
  digest text;
  n bigint;
  counts jsonb := '{}';
begin
  -- Holds first: whatever is placed later than this waits for the batch.
  perform retention.hold_barrier();

  -- 1. Which rows look due? Holds and dependants are looked at below, for these rows only.
  if of_rows is null then
    select array_agg(f.id), count(*), (array_agg(jsonb_build_array(f.id) order by f.id desc))[1]
    into key_1, taken, next_position
    from (
      select f.id
      from retention.recipes_fate as f
      where f.erase_at <= as_of
        and ("position" is null or (f.id) > (("position" ->> 0)::uuid))
      order by f.id
      limit batch_rows
    ) as f;
  else
    -- Those that an erasure has found, by the ways that lead to its person.
    select array_agg((given.row_key ->> 0)::uuid), count(*), jsonb_agg(given.row_key) -> -1
    into key_1, taken, next_position
    from jsonb_array_elements(of_rows) as given (row_key);
  end if;
  disposed := 0;
  if taken = 0 then
    return;
  end if;

  begin
    -- 2. Lock them, passing by what somebody else is working on.
    select array_agg(r.id)
    into key_1
    from (
      select r.id
      from public.recipes as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. Look again, now that nobody can change them: only what is still due, free and not held goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.recipes_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.erase_at <= as_of
      and not exists (select from retention.recipes_held as held where held.id = f.id);

    if disposed > 0 then
      delete from public.recipes as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.recipes', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.recipes', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('erasure', jsonb_build_object(
        'class', 'recipes', 'stage', 'erase', 'clauses', '["V-14"]'::jsonb, 'policy_version', '1.0',
        case when of_run < 0 then 'request' else 'run' end, abs(of_run), 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
      ));
    end if;
  -- OTHERS leaves out a failed ASSERT of the application's triggers.
  exception when others or assert_failure then
    disposed := 0;
    failure := sqlerrm;
    failure_state := sqlstate;
  end;
end
$$;


ALTER FUNCTION retention.erase_recipes(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO kaevo_retention_disposer;

--
-- Name: erase_step(bigint); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.erase_step(of_request bigint) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
  erasure retention.erasure;
  next_effect retention.erasure_effect;
  request retention.request;
  given jsonb;
  given_rows integer;
  last_row bigint;
  taken integer;
  disposed bigint;
  next_position jsonb;
  failure text;
  failure_state text;
begin
  select * into erasure from retention.erasure as e where e.request_id = of_request and e.finished_at is null for update;
  if not found then
    return false;
  end if;
  request := retention._erasure_request(of_request);
  if exists (select from retention.pause as p where p.resumed_at is null and p.class_name is null) then
    return false;
  end if;
  select e.* into next_effect
  from retention.erasure_row as r
  join retention.erasure_effect as e on e.subject_table = request.subject_table and e.run_order = r.run_order
  where r.request_id = of_request and (r.run_order, r.row_no) > (erasure.at_order, erasure.at_row)
  order by r.run_order, r.row_no limit 1;
  if not found then
    -- Whoever goes on writing for the person cannot keep us for ever.
    return erasure.pass_rows > 0 and erasure.passes < 3 and retention._list_rows(request, erasure.as_of) > 0;
  end if;

  select jsonb_agg(r.row_key order by r.row_no), count(*), max(r.row_no) into given, given_rows, last_row
  from (
    select e.row_key, e.row_no from retention.erasure_row as e
    where e.request_id = of_request and e.run_order = next_effect.run_order
      and (e.run_order, e.row_no) > (erasure.at_order, erasure.at_row)
    order by e.row_no limit erasure.batch_rows
  ) as r;
  begin
    execute format('select * from retention.%I($1, $2, false, null, null, $3, $4)', next_effect.stage)
    into strict taken, disposed, next_position, failure, failure_state
    using -of_request, erasure.as_of, given_rows, given;
  exception
    when lock_not_available or deadlock_detected or serialization_failure then
      -- Somebody is placing a hold, or works on these rows: wait a little, then give up. The next call goes on.
      if erasure.lock_waits >= 5 then
        raise;
      end if;
      update retention.erasure as e set lock_waits = e.lock_waits + 1 where e.request_id = of_request;
      return true;
  end;

  if failure is not null and taken > 1 then
    update retention.erasure as e set batch_rows = greatest(1, given_rows / 2) where e.request_id = of_request;
    return true;
  end if;
  if failure is not null then
    insert into retention.erasure_blocked (request_id, stage, row_key, sqlstate, reason)
    values (of_request, next_effect.stage, given -> 0, failure_state, failure)
    on conflict on constraint erasure_blocked_pkey do update set sqlstate = excluded.sqlstate, reason = excluded.reason, blocked_at = clock_timestamp();
    perform retention._append_evidence('row passed by', jsonb_build_object(
      'class', next_effect.class_name, 'request', of_request, 'stage', next_effect.stage, 'sqlstate', failure_state
    ));
  elsif disposed > 0 then
    -- The act that the batch has just appended says what went, table by table.
    insert into retention.erasure_count as c (request_id, class_name, table_name, row_count)
    select of_request, next_effect.class_name, went.key, went.value::bigint
    from retention.evidence_head as h
    join retention.evidence as e on e.evidence_id = h.evidence_id
    cross join lateral jsonb_each_text(e.body -> 'rows') as went
    on conflict (request_id, class_name, table_name) do update set row_count = c.row_count + excluded.row_count;
  end if;
  update retention.erasure as e
  set at_order = next_effect.run_order, at_row = last_row, pass_rows = e.pass_rows + disposed, lock_waits = 0, batch_rows = least(e.batch_rows * 2, 1000)
  where e.request_id = of_request;
  return true;
end
$_$;


ALTER FUNCTION retention.erase_step(of_request bigint) OWNER TO kaevo_retention_owner;

--
-- Name: erase_subscriptions(bigint, timestamp with time zone, boolean, text, jsonb, integer, jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_disposer
--

CREATE FUNCTION retention.erase_subscriptions(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb DEFAULT NULL::jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '1s'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    SET "IntervalStyle" TO 'iso_8601'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    AS $$
-- Columns are written with their table: what stands alone is a variable.
#variable_conflict use_variable
declare
  key_1 uuid[];
  from_start timestamptz;
  to_start timestamptz;
  digest text;
  n bigint;
  counts jsonb := '{}';
  told jsonb := '{}';
begin
  -- Holds first: whatever is placed later than this waits for the batch.
  perform retention.hold_barrier();

  -- 1. Which rows look due? Holds and dependants are looked at below, for these rows only.
  if of_rows is null then
    select array_agg(f.id), count(*), (array_agg(jsonb_build_array(f.id) order by f.id desc))[1]
    into key_1, taken, next_position
    from (
      select f.id
      from retention.subscriptions_fate as f
      where f.erase_at <= as_of
        and ("position" is null or (f.id) > (("position" ->> 0)::uuid))
      order by f.id
      limit batch_rows
    ) as f;
  else
    -- Those that an erasure has found, by the ways that lead to its person.
    select array_agg((given.row_key ->> 0)::uuid), count(*), jsonb_agg(given.row_key) -> -1
    into key_1, taken, next_position
    from jsonb_array_elements(of_rows) as given (row_key);
  end if;
  disposed := 0;
  if taken = 0 then
    return;
  end if;

  begin
    -- 2. Lock them, passing by what somebody else is working on.
    select array_agg(r.id)
    into key_1
    from (
      select r.id
      from public.subscriptions as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. Look again, now that nobody can change them: only what is still due, free and not held goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.subscriptions_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.erase_at <= as_of
      and not exists (select from retention.subscriptions_held as held where held.id = f.id);

    if disposed > 0 then
      insert into retention.subscriptions_act (id, stage, done_at, started_at, ground)
      select f.id, 'erase', as_of, f.started_at, 'legal obligation'
      from retention.subscriptions_fate as f
      join unnest(key_1) as k (id) on f.id = k.id
      on conflict do nothing;
      -- For Stripe: written down before the act, by the columns that it knows.
      perform retention._tell(
        'Stripe', 'public.subscriptions', jsonb_build_object('id', r.id, 'user_id', r.user_id),
        (
          select jsonb_build_array('public.users', jsonb_build_object('id', users.id))
          from public.users as users
          where r.user_id = users.id
          limit 1
        )
      )
      from public.subscriptions as r
      join unnest(key_1) as k (id) on r.id = k.id
      where r.id is not null;
      get diagnostics n = row_count;
      told := told || jsonb_build_object('Stripe', coalesce((told ->> 'Stripe')::bigint, 0) + n);
      update public.subscriptions as r
      set user_id = null
      from unnest(key_1) as k (id)
      where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.subscriptions', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.subscriptions', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('erasure', jsonb_build_object(
        'class', 'subscriptions', 'stage', 'erase', 'clauses', '["V-21"]'::jsonb, 'policy_version', '1.0',
        case when of_run < 0 then 'request' else 'run' end, abs(of_run), 'as_of', as_of, 'rows', counts, 'told', told, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
      ));
    end if;
  -- OTHERS leaves out a failed ASSERT of the application's triggers.
  exception when others or assert_failure then
    disposed := 0;
    failure := sqlerrm;
    failure_state := sqlstate;
  end;
end
$$;


ALTER FUNCTION retention.erase_subscriptions(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO kaevo_retention_disposer;

--
-- Name: erase_support_threads(bigint, timestamp with time zone, boolean, text, jsonb, integer, jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_disposer
--

CREATE FUNCTION retention.erase_support_threads(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb DEFAULT NULL::jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '1s'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    AS $$
-- Columns are written with their table: what stands alone is a variable.
#variable_conflict use_variable
declare
  key_1 uuid[];
  from_start timestamptz;
  to_start timestamptz;
  digest text;
  n bigint;
  counts jsonb := '{}';
begin
  -- Holds first: whatever is placed later than this waits for the batch.
  perform retention.hold_barrier();

  -- 1. Which rows look due? Holds and dependants are looked at below, for these rows only.
  if of_rows is null then
    select array_agg(f.id), count(*), (array_agg(jsonb_build_array(f.id) order by f.id desc))[1]
    into key_1, taken, next_position
    from (
      select f.id
      from retention.support_threads_fate as f
      where f.erase_at <= as_of
        and ("position" is null or (f.id) > (("position" ->> 0)::uuid))
      order by f.id
      limit batch_rows
    ) as f;
  else
    -- Those that an erasure has found, by the ways that lead to its person.
    select array_agg((given.row_key ->> 0)::uuid), count(*), jsonb_agg(given.row_key) -> -1
    into key_1, taken, next_position
    from jsonb_array_elements(of_rows) as given (row_key);
  end if;
  disposed := 0;
  if taken = 0 then
    return;
  end if;

  begin
    -- 2. Lock them, passing by what somebody else is working on.
    select array_agg(r.id)
    into key_1
    from (
      select r.id
      from public.support_threads as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. Look again, now that nobody can change them: only what is still due, free and not held goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.support_threads_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.erase_at <= as_of
      and not exists (select from retention.support_threads_held as held where held.id = f.id);

    if disposed > 0 then
      delete from public.support_messages as c
      using public.support_threads as r
      join unnest(key_1) as k (id) on r.id = k.id
      where c.thread_id = r.id;
      get diagnostics n = row_count;
      counts := counts || jsonb_build_object('public.support_messages', n);
      delete from public.support_threads as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.support_threads', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.support_threads', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('erasure', jsonb_build_object(
        'class', 'support_threads', 'stage', 'erase', 'clauses', '["V-17"]'::jsonb, 'policy_version', '1.0',
        case when of_run < 0 then 'request' else 'run' end, abs(of_run), 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
      ));
    end if;
  -- OTHERS leaves out a failed ASSERT of the application's triggers.
  exception when others or assert_failure then
    disposed := 0;
    failure := sqlerrm;
    failure_state := sqlstate;
  end;
end
$$;


ALTER FUNCTION retention.erase_support_threads(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO kaevo_retention_disposer;

--
-- Name: erase_transactions(bigint, timestamp with time zone, boolean, text, jsonb, integer, jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_disposer
--

CREATE FUNCTION retention.erase_transactions(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb DEFAULT NULL::jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '1s'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    AS $$
-- Columns are written with their table: what stands alone is a variable.
#variable_conflict use_variable
declare
  key_1 uuid[];
  from_start timestamptz;
  to_start timestamptz;
  digest text;
  n bigint;
  counts jsonb := '{}';
begin
  -- Holds first: whatever is placed later than this waits for the batch.
  perform retention.hold_barrier();

  -- 1. Which rows look due? Holds and dependants are looked at below, for these rows only.
  if of_rows is null then
    select array_agg(f.id), count(*), (array_agg(jsonb_build_array(f.id) order by f.id desc))[1]
    into key_1, taken, next_position
    from (
      select f.id
      from retention.transactions_fate as f
      where f.erase_at <= as_of
        and ("position" is null or (f.id) > (("position" ->> 0)::uuid))
      order by f.id
      limit batch_rows
    ) as f;
  else
    -- Those that an erasure has found, by the ways that lead to its person.
    select array_agg((given.row_key ->> 0)::uuid), count(*), jsonb_agg(given.row_key) -> -1
    into key_1, taken, next_position
    from jsonb_array_elements(of_rows) as given (row_key);
  end if;
  disposed := 0;
  if taken = 0 then
    return;
  end if;

  begin
    -- 2. Lock them, passing by what somebody else is working on.
    select array_agg(r.id)
    into key_1
    from (
      select r.id
      from public.transactions as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. Look again, now that nobody can change them: only what is still due, free and not held goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.transactions_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.erase_at <= as_of
      and not exists (select from retention.transactions_held as held where held.id = f.id)
      and (f.waits_until is null or f.waits_until <= as_of);

    if disposed > 0 then
      -- Rows of the same table that go in the same run let go of these first.
      update public.transactions as d
      set transfer_pair_id = null
      from public.transactions as r
      join unnest(key_1) as k (id) on r.id = k.id
      where d.transfer_pair_id = r.id;
      delete from public.transactions as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.transactions', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.transactions', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('erasure', jsonb_build_object(
        'class', 'transactions', 'stage', 'erase', 'clauses', '["V-10"]'::jsonb, 'policy_version', '1.0',
        case when of_run < 0 then 'request' else 'run' end, abs(of_run), 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
      ));
    end if;
  -- OTHERS leaves out a failed ASSERT of the application's triggers.
  exception when others or assert_failure then
    disposed := 0;
    failure := sqlerrm;
    failure_state := sqlstate;
  end;
end
$$;


ALTER FUNCTION retention.erase_transactions(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO kaevo_retention_disposer;

--
-- Name: erase_vacations(bigint, timestamp with time zone, boolean, text, jsonb, integer, jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_disposer
--

CREATE FUNCTION retention.erase_vacations(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb DEFAULT NULL::jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '1s'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    AS $$
-- Columns are written with their table: what stands alone is a variable.
#variable_conflict use_variable
declare
  key_1 uuid[];
  from_start timestamptz;
  to_start timestamptz;
  digest text;
  n bigint;
  counts jsonb := '{}';
begin
  -- Holds first: whatever is placed later than this waits for the batch.
  perform retention.hold_barrier();

  -- 1. Which rows look due? Holds and dependants are looked at below, for these rows only.
  if of_rows is null then
    select array_agg(f.id), count(*), (array_agg(jsonb_build_array(f.id) order by f.id desc))[1]
    into key_1, taken, next_position
    from (
      select f.id
      from retention.vacations_fate as f
      where f.erase_at <= as_of
        and ("position" is null or (f.id) > (("position" ->> 0)::uuid))
      order by f.id
      limit batch_rows
    ) as f;
  else
    -- Those that an erasure has found, by the ways that lead to its person.
    select array_agg((given.row_key ->> 0)::uuid), count(*), jsonb_agg(given.row_key) -> -1
    into key_1, taken, next_position
    from jsonb_array_elements(of_rows) as given (row_key);
  end if;
  disposed := 0;
  if taken = 0 then
    return;
  end if;

  begin
    -- 2. Lock them, passing by what somebody else is working on.
    select array_agg(r.id)
    into key_1
    from (
      select r.id
      from public.vacations as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. Look again, now that nobody can change them: only what is still due, free and not held goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.vacations_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.erase_at <= as_of
      and not exists (select from retention.vacations_held as held where held.id = f.id);

    if disposed > 0 then
      delete from public.vacations as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.vacations', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.vacations', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('erasure', jsonb_build_object(
        'class', 'vacations', 'stage', 'erase', 'clauses', '["V-14"]'::jsonb, 'policy_version', '1.0',
        case when of_run < 0 then 'request' else 'run' end, abs(of_run), 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
      ));
    end if;
  -- OTHERS leaves out a failed ASSERT of the application's triggers.
  exception when others or assert_failure then
    disposed := 0;
    failure := sqlerrm;
    failure_state := sqlstate;
  end;
end
$$;


ALTER FUNCTION retention.erase_vacations(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO kaevo_retention_disposer;

--
-- Name: erase_vault_documents(bigint, timestamp with time zone, boolean, text, jsonb, integer, jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_disposer
--

CREATE FUNCTION retention.erase_vault_documents(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb DEFAULT NULL::jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '1s'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    SET "IntervalStyle" TO 'iso_8601'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    AS $$
-- Columns are written with their table: what stands alone is a variable.
#variable_conflict use_variable
declare
  key_1 uuid[];
  from_start timestamptz;
  to_start timestamptz;
  digest text;
  n bigint;
  counts jsonb := '{}';
  told jsonb := '{}';
begin
  -- Holds first: whatever is placed later than this waits for the batch.
  perform retention.hold_barrier();

  -- 1. Which rows look due? Holds and dependants are looked at below, for these rows only.
  if of_rows is null then
    select array_agg(f.id), count(*), (array_agg(jsonb_build_array(f.id) order by f.id desc))[1]
    into key_1, taken, next_position
    from (
      select f.id
      from retention.vault_documents_fate as f
      where f.erase_at <= as_of
        and ("position" is null or (f.id) > (("position" ->> 0)::uuid))
      order by f.id
      limit batch_rows
    ) as f;
  else
    -- Those that an erasure has found, by the ways that lead to its person.
    select array_agg((given.row_key ->> 0)::uuid), count(*), jsonb_agg(given.row_key) -> -1
    into key_1, taken, next_position
    from jsonb_array_elements(of_rows) as given (row_key);
  end if;
  disposed := 0;
  if taken = 0 then
    return;
  end if;

  begin
    -- 2. Lock them, passing by what somebody else is working on.
    select array_agg(r.id)
    into key_1
    from (
      select r.id
      from public.vault_documents as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. Look again, now that nobody can change them: only what is still due, free and not held goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.vault_documents_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.erase_at <= as_of
      and not exists (select from retention.vault_documents_held as held where held.id = f.id);

    if disposed > 0 then
      -- For Supabase storage: written down before the act, by the columns that it knows.
      perform retention._tell(
        'Supabase storage', 'public.vault_documents', jsonb_build_object('blob_key', r.blob_key),
        (
          select jsonb_build_array('public.users', jsonb_build_object('id', users.id))
          from public.households as households
          join public.users as users on households.owner_user_id = users.id
          where r.household_id = households.id
          limit 1
        )
      )
      from public.vault_documents as r
      join unnest(key_1) as k (id) on r.id = k.id
      where r.blob_key is not null;
      get diagnostics n = row_count;
      told := told || jsonb_build_object('Supabase storage', coalesce((told ->> 'Supabase storage')::bigint, 0) + n);
      delete from public.vault_documents as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.vault_documents', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.vault_documents', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('erasure', jsonb_build_object(
        'class', 'vault_documents', 'stage', 'erase', 'clauses', '["V-15"]'::jsonb, 'policy_version', '1.0',
        case when of_run < 0 then 'request' else 'run' end, abs(of_run), 'as_of', as_of, 'rows', counts, 'told', told, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
      ));
    end if;
  -- OTHERS leaves out a failed ASSERT of the application's triggers.
  exception when others or assert_failure then
    disposed := 0;
    failure := sqlerrm;
    failure_state := sqlstate;
  end;
end
$$;


ALTER FUNCTION retention.erase_vault_documents(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO kaevo_retention_disposer;

--
-- Name: erase_vehicles(bigint, timestamp with time zone, boolean, text, jsonb, integer, jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_disposer
--

CREATE FUNCTION retention.erase_vehicles(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb DEFAULT NULL::jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '1s'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    AS $$
-- Columns are written with their table: what stands alone is a variable.
#variable_conflict use_variable
declare
  key_1 uuid[];
  from_start timestamptz;
  to_start timestamptz;
  digest text;
  n bigint;
  counts jsonb := '{}';
begin
  -- Holds first: whatever is placed later than this waits for the batch.
  perform retention.hold_barrier();

  -- 1. Which rows look due? Holds and dependants are looked at below, for these rows only.
  if of_rows is null then
    select array_agg(f.id), count(*), (array_agg(jsonb_build_array(f.id) order by f.id desc))[1]
    into key_1, taken, next_position
    from (
      select f.id
      from retention.vehicles_fate as f
      where f.erase_at <= as_of
        and ("position" is null or (f.id) > (("position" ->> 0)::uuid))
      order by f.id
      limit batch_rows
    ) as f;
  else
    -- Those that an erasure has found, by the ways that lead to its person.
    select array_agg((given.row_key ->> 0)::uuid), count(*), jsonb_agg(given.row_key) -> -1
    into key_1, taken, next_position
    from jsonb_array_elements(of_rows) as given (row_key);
  end if;
  disposed := 0;
  if taken = 0 then
    return;
  end if;

  begin
    -- 2. Lock them, passing by what somebody else is working on.
    select array_agg(r.id)
    into key_1
    from (
      select r.id
      from public.vehicles as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. Look again, now that nobody can change them: only what is still due, free and not held goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.vehicles_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.erase_at <= as_of
      and not exists (select from retention.vehicles_held as held where held.id = f.id);

    if disposed > 0 then
      delete from public.vehicles as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.vehicles', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.vehicles', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('erasure', jsonb_build_object(
        'class', 'vehicles', 'stage', 'erase', 'clauses', '["V-14"]'::jsonb, 'policy_version', '1.0',
        case when of_run < 0 then 'request' else 'run' end, abs(of_run), 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
      ));
    end if;
  -- OTHERS leaves out a failed ASSERT of the application's triggers.
  exception when others or assert_failure then
    disposed := 0;
    failure := sqlerrm;
    failure_state := sqlstate;
  end;
end
$$;


ALTER FUNCTION retention.erase_vehicles(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO kaevo_retention_disposer;

--
-- Name: erasure_summary(bigint); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.erasure_summary(request_id bigint) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  request retention.request := retention._erasure_request(request_id);
begin
  return jsonb_build_object(
    'request', request.request_id,
    'status', request.status,
    'done', (
      select coalesce(jsonb_object_agg(c.class_name, c.tables), '{}')
      from (
        select n.class_name, jsonb_object_agg(n.table_name, n.row_count) as tables
        from retention.erasure_count as n
        where n.request_id = request.request_id
        group by n.class_name
      ) as c
    ),
    'left', case when request.status = 'completed' then '[]' else (
      select coalesce(jsonb_agg(r), '[]') from retention.request_remains(request.request_id) as r
    ) end,
    'blocked', (select count(*) from retention.erasure_blocked as b where b.request_id = request.request_id)
  );
end
$$;


ALTER FUNCTION retention.erasure_summary(request_id bigint) OWNER TO kaevo_retention_owner;

--
-- Name: evidence_append_only(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.evidence_append_only() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if tg_level = 'ROW' then
    if exists (select from retention.evidence_checkpoint as c where c.evidence_id >= old.evidence_id) then
      return old;
    end if;
  end if;
  raise exception 'retention.% is append-only: % is refused', tg_table_name, tg_op
    using errcode = 'RH007', hint = 'Evidence whose period is over is removed by retention.prune_evidence.';
end
$$;


ALTER FUNCTION retention.evidence_append_only() OWNER TO kaevo_retention_owner;

--
-- Name: execute_erasure(bigint, jsonb); Type: PROCEDURE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE PROCEDURE retention.execute_erasure(IN request_id bigint, INOUT summary jsonb DEFAULT NULL::jsonb)
    LANGUAGE plpgsql
    AS $$
declare
  in_one boolean;
begin
  commit;
  set transaction isolation level read committed;
  in_one := retention._open_erasure(request_id);
  if not in_one then
    commit;
    set transaction isolation level read committed;
    while retention.erase_step(request_id) loop
      commit;
      set transaction isolation level read committed;
    end loop;
    in_one := retention._open_erasure(request_id, last => true);
  end if;
  while retention.erase_step(request_id) loop
  end loop;
  summary := retention._close_erasure(request_id);
end
$$;


ALTER PROCEDURE retention.execute_erasure(IN request_id bigint, INOUT summary jsonb) OWNER TO kaevo_retention_owner;

--
-- Name: export_person(bigint, text, text[]); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.export_person(request_id bigint, format text DEFAULT 'json'::text, sections text[] DEFAULT '{}'::text[]) RETURNS TABLE(file text, line text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    AS $_$
#variable_conflict use_column
declare
  request retention.request;
  profile retention.export_profile;
  last_at timestamptz;
  unknown text;
  class_name text;
  of_file text;
  is_head boolean;
  said text;
  counts jsonb := '{}';
  class_now text;
  -- The row before, which gets a comma if another one follows.
  held_back text;
  n bigint;
begin
  select * into request from retention.request as q where q.request_id = export_person.request_id for share;
  if not found then
    raise exception 'there is no request %', request_id using errcode = 'RH013', hint = 'select request_id, right_name, status from retention.request;';
  end if;
  select * into profile from retention.export_profile as p where p.subject_table = request.subject_table and p.right_name = request.right_name;
  if not found then
    raise exception 'request % is for %: no export answers that', request_id, request.right_name
      using errcode = 'RH012', hint = 'select subject_table, right_name from retention.export_profile;';
  end if;
  if request.status not in ('in_progress', 'extended') then
    raise exception 'request % is %: an export is for one that is verified and open', request_id, request.status using errcode = 'RH012';
  end if;
  if format is null or format not in ('json', 'csv') then
    raise exception 'there is no format "%"', format using errcode = 'RH012', hint = 'It is json or csv.';
  end if;
  select s into unknown from unnest(sections) as s where s is null or not s = any (profile.sections) limit 1;
  if found then
    raise exception 'there is no section "%"', unknown using errcode = 'RH012', hint = format('The sections are: %s.', array_to_string(profile.sections, ', '));
  end if;
  -- One export of a person at a time, or two would both be the first.
  perform pg_advisory_xact_lock(hashtext('retention.export'), hashtext(request.subject_table || request.subject_key::text));
  select max(e.exported_at) into last_at
  from retention.export as e
  join retention.request as q on q.request_id = e.request_id
  where q.subject_table = request.subject_table and q.subject_key = request.subject_key;
  if retention.due(last_at, profile.one_per) > clock_timestamp() then
    raise exception 'the last export of this person is of %: there is one per %', last_at, profile.one_per
      using errcode = 'RH016', hint = format('The next may be taken at %s.', retention.due(last_at, profile.one_per));
  end if;

  if format = 'json' then
    file := '';
    line := format(
      '{"policy": %s, "version": %s, "request": %s, "right": %s, "exported_at": %s, "sections": %s, "data": {',
      to_json('Kaevo'::text), to_json('1.0'::text), request.request_id, to_json(request.right_name), to_json(clock_timestamp()), to_json(sections)
    );
    return next;
  end if;
  for class_name, of_file, is_head, said in execute format('select * from retention.%I($1, $2, $3, $4)', profile.row_function)
    using request.right_name, request.subject_key, sections, format = 'csv'
  loop
    if is_head then
      if class_now is not null then
        counts := counts || jsonb_build_object(class_now, n);
      end if;
      if format = 'json' then
        if held_back is not null then
          line := held_back;
          return next;
        end if;
        if class_now is not null then
          line := '],';
          return next;
        end if;
        line := format('%s: [', to_json(class_name));
        return next;
        held_back := null;
      end if;
      class_now := class_name;
      n := 0;
    else
      n := n + 1;
    end if;
    if format = 'csv' then
      file := of_file;
      line := said;
      return next;
    elsif not is_head then
      if held_back is not null then
        line := held_back || ',';
        return next;
      end if;
      held_back := said;
    end if;
  end loop;
  if class_now is not null then
    counts := counts || jsonb_build_object(class_now, n);
  end if;
  if format = 'json' then
    if held_back is not null then
      line := held_back;
      return next;
    end if;
    line := case when class_now is null then '' else ']' end || repeat('}', 2);
    return next;
  end if;

  insert into retention.export (request_id, format, sections, row_counts) values (request.request_id, format, sections, counts);
  perform retention._append_evidence('person exported', retention._request_facts(request) || jsonb_build_object(
    'format', format, 'sections', sections, 'rows', counts
  ));
end
$_$;


ALTER FUNCTION retention.export_person(request_id bigint, format text, sections text[]) OWNER TO kaevo_retention_owner;

--
-- Name: export_users(text, jsonb, text[], boolean); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.export_users(of_right text, subject_key jsonb, sections text[], as_csv boolean) RETURNS TABLE(class_name text, file text, is_head boolean, line text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    SET "IntervalStyle" TO 'iso_8601'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    SET jit TO 'off'
    AS $$
-- Columns are written with their table: what stands alone is a variable.
#variable_conflict use_variable
declare
  -- The holds of which the person may know; what others keep would give them away.
  known constant bigint[] := array(
    select h.hold_id
    from retention.hold as h
    where h.notify = 'always' or exists (
      select from retention.hold_notice as n
      join public.users as r on n.subject_key = jsonb_build_array(r.id)
      where n.hold_id = h.hold_id and n.subject_table = 'public.users' and n.decision = 'tell'
        and r.id = (subject_key ->> 'id')::uuid
    )
  );
begin
  if of_right in ('access') then
    return query values ('users', 'users.csv', true, 'created_at,last_login_at,jurisdiction');
    return query
    select 'users', 'users.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.created_at), false), retention._csv(to_jsonb(x.last_login_at), false), retention._csv(to_jsonb(x.jurisdiction), true)], ',')
      else row_to_json(x.*)::text
    end
    from public.users as r
    cross join lateral (select r.created_at as created_at, r.last_login_at as last_login_at, r.jurisdiction as jurisdiction) as x
    where (r.id) in (
      select r.id
      from public.users as r
      where r.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    if of_right = 'access' then
      -- What the rows said before they were changed under a legal hold.
      return query
      with mine as (
        select r.id
        from public.users as r
        where r.id = (export_users.subject_key ->> 'id')::uuid
      ),
      image as (
        select p.image_id, p.preserved_at, p.image
        from retention.preserved as p
        where p.hold_id = any (known) and p.table_name = 'public.users' and p.row_key in (select jsonb_build_array(mine.id) from mine)
          and p.image ?| array['created_at', 'last_login_at', 'jurisdiction']
      )
      select 'users (earlier values)', 'users_earlier.csv', e.is_head, e.line
      from (
        select null::bigint as image_id, true as is_head, 'kept_at,created_at,last_login_at,jurisdiction' as line where exists (select from image)
        union all
        select i.image_id, false, case
          when as_csv then array_to_string(array[retention._csv(to_jsonb(i.preserved_at), false), retention._csv(i.image -> 'created_at', false), retention._csv(i.image -> 'last_login_at', false), retention._csv(i.image -> 'jurisdiction', true)], ',')
          else json_build_object('kept_at', i.preserved_at, 'values', (
            select json_object_agg(c.name, i.image -> c.said order by c.place)
            from (values (0, 'created_at', 'created_at'), (1, 'last_login_at', 'last_login_at'), (2, 'jurisdiction', 'jurisdiction')) as c (place, name, said)
            where i.image ? c.said
          ))::text
        end
        from image as i
      ) as e
      order by e.is_head desc, e.image_id;
    end if;
    return query values ('auth.users', 'auth_users.csv', true, 'email');
    return query
    select 'auth.users', 'auth_users.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.email), true)], ',')
      else row_to_json(x.*)::text
    end
    from auth.users as r
    cross join lateral (select r.email as email) as x
    where (r.id) in (
      select r.id
      from auth.users as r
      join public.users as users on r.id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    if of_right = 'access' then
      -- What the rows said before they were changed under a legal hold.
      return query
      with mine as (
        select r.id
        from auth.users as r
        join public.users as users on r.id = users.id
        where users.id = (export_users.subject_key ->> 'id')::uuid
      ),
      image as (
        select p.image_id, p.preserved_at, p.image
        from retention.preserved as p
        where p.hold_id = any (known) and p.table_name = 'auth.users' and p.row_key in (select jsonb_build_array(mine.id) from mine)
          and p.image ?| array['email']
      )
      select 'auth.users (earlier values)', 'auth_users_earlier.csv', e.is_head, e.line
      from (
        select null::bigint as image_id, true as is_head, 'kept_at,email' as line where exists (select from image)
        union all
        select i.image_id, false, case
          when as_csv then array_to_string(array[retention._csv(to_jsonb(i.preserved_at), false), retention._csv(i.image -> 'email', true)], ',')
          else json_build_object('kept_at', i.preserved_at, 'values', (
            select json_object_agg(c.name, i.image -> c.said order by c.place)
            from (values (0, 'email', 'email')) as c (place, name, said)
            where i.image ? c.said
          ))::text
        end
        from image as i
      ) as e
      order by e.is_head desc, e.image_id;
    end if;
    return query values ('households', 'households.csv', true, 'created_at');
    return query
    select 'households', 'households.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.created_at), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.households as r
    cross join lateral (select r.created_at as created_at) as x
    where (r.id) in (
      select r.id
      from public.households as r
      join public.users as users on r.owner_user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    if of_right = 'access' then
      -- What the rows said before they were changed under a legal hold.
      return query
      with mine as (
        select r.id
        from public.households as r
        join public.users as users on r.owner_user_id = users.id
        where users.id = (export_users.subject_key ->> 'id')::uuid
      ),
      image as (
        select p.image_id, p.preserved_at, p.image
        from retention.preserved as p
        where p.hold_id = any (known) and p.table_name = 'public.households' and p.row_key in (select jsonb_build_array(mine.id) from mine)
          and p.image ?| array['created_at']
      )
      select 'households (earlier values)', 'households_earlier.csv', e.is_head, e.line
      from (
        select null::bigint as image_id, true as is_head, 'kept_at,created_at' as line where exists (select from image)
        union all
        select i.image_id, false, case
          when as_csv then array_to_string(array[retention._csv(to_jsonb(i.preserved_at), false), retention._csv(i.image -> 'created_at', false)], ',')
          else json_build_object('kept_at', i.preserved_at, 'values', (
            select json_object_agg(c.name, i.image -> c.said order by c.place)
            from (values (0, 'created_at', 'created_at')) as c (place, name, said)
            where i.image ? c.said
          ))::text
        end
        from image as i
      ) as e
      order by e.is_head desc, e.image_id;
    end if;
    return query values ('household_members', 'household_members.csv', true, 'name,dob,relationship,zip,city,state');
    return query
    select 'household_members', 'household_members.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.name), true), retention._csv(to_jsonb(x.dob), false), retention._csv(to_jsonb(x.relationship), true), retention._csv(to_jsonb(x.zip), true), retention._csv(to_jsonb(x.city), true), retention._csv(to_jsonb(x.state), true)], ',')
      else row_to_json(x.*)::text
    end
    from public.household_members as r
    cross join lateral (select r.name as name, r.dob as dob, r.relationship as relationship, r.zip as zip, r.city as city, r.state as state) as x
    where (r.id) in (
      select r.id
      from public.household_members as r
      join public.households as households on r.household_id = households.id
      join public.users as users on households.owner_user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    if of_right = 'access' then
      -- What the rows said before they were changed under a legal hold.
      return query
      with mine as (
        select r.id
        from public.household_members as r
        join public.households as households on r.household_id = households.id
        join public.users as users on households.owner_user_id = users.id
        where users.id = (export_users.subject_key ->> 'id')::uuid
      ),
      image as (
        select p.image_id, p.preserved_at, p.image
        from retention.preserved as p
        where p.hold_id = any (known) and p.table_name = 'public.household_members' and p.row_key in (select jsonb_build_array(mine.id) from mine)
          and p.image ?| array['name', 'dob', 'relationship', 'zip', 'city', 'state']
      )
      select 'household_members (earlier values)', 'household_members_earlier.csv', e.is_head, e.line
      from (
        select null::bigint as image_id, true as is_head, 'kept_at,name,dob,relationship,zip,city,state' as line where exists (select from image)
        union all
        select i.image_id, false, case
          when as_csv then array_to_string(array[retention._csv(to_jsonb(i.preserved_at), false), retention._csv(i.image -> 'name', true), retention._csv(i.image -> 'dob', false), retention._csv(i.image -> 'relationship', true), retention._csv(i.image -> 'zip', true), retention._csv(i.image -> 'city', true), retention._csv(i.image -> 'state', true)], ',')
          else json_build_object('kept_at', i.preserved_at, 'values', (
            select json_object_agg(c.name, i.image -> c.said order by c.place)
            from (values (0, 'name', 'name'), (1, 'dob', 'dob'), (2, 'relationship', 'relationship'), (3, 'zip', 'zip'), (4, 'city', 'city'), (5, 'state', 'state')) as c (place, name, said)
            where i.image ? c.said
          ))::text
        end
        from image as i
      ) as e
      order by e.is_head desc, e.image_id;
    end if;
    return query values ('accounts', 'accounts.csv', true, 'kind,name,closed_at');
    return query
    select 'accounts', 'accounts.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.kind), true), retention._csv(to_jsonb(x.name), true), retention._csv(to_jsonb(x.closed_at), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.accounts as r
    cross join lateral (select r.kind as kind, r.name as name, r.closed_at as closed_at) as x
    where (r.id) in (
      select r.id
      from public.accounts as r
      join public.households as households on r.household_id = households.id
      join public.users as users on households.owner_user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    if of_right = 'access' then
      -- What the rows said before they were changed under a legal hold.
      return query
      with mine as (
        select r.id
        from public.accounts as r
        join public.households as households on r.household_id = households.id
        join public.users as users on households.owner_user_id = users.id
        where users.id = (export_users.subject_key ->> 'id')::uuid
      ),
      image as (
        select p.image_id, p.preserved_at, p.image
        from retention.preserved as p
        where p.hold_id = any (known) and p.table_name = 'public.accounts' and p.row_key in (select jsonb_build_array(mine.id) from mine)
          and p.image ?| array['kind', 'name', 'closed_at']
      )
      select 'accounts (earlier values)', 'accounts_earlier.csv', e.is_head, e.line
      from (
        select null::bigint as image_id, true as is_head, 'kept_at,kind,name,closed_at' as line where exists (select from image)
        union all
        select i.image_id, false, case
          when as_csv then array_to_string(array[retention._csv(to_jsonb(i.preserved_at), false), retention._csv(i.image -> 'kind', true), retention._csv(i.image -> 'name', true), retention._csv(i.image -> 'closed_at', false)], ',')
          else json_build_object('kept_at', i.preserved_at, 'values', (
            select json_object_agg(c.name, i.image -> c.said order by c.place)
            from (values (0, 'kind', 'kind'), (1, 'name', 'name'), (2, 'closed_at', 'closed_at')) as c (place, name, said)
            where i.image ? c.said
          ))::text
        end
        from image as i
      ) as e
      order by e.is_head desc, e.image_id;
    end if;
    return query values ('transactions', 'transactions.csv', true, 'occurred_on,amount,merchant,category');
    return query
    select 'transactions', 'transactions.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.occurred_on), false), retention._csv(to_jsonb(x.amount), false), retention._csv(to_jsonb(x.merchant), true), retention._csv(to_jsonb(x.category), true)], ',')
      else row_to_json(x.*)::text
    end
    from public.transactions as r
    cross join lateral (select r.occurred_on as occurred_on, r.amount as amount, r.merchant as merchant, r.category as category) as x
    where (r.id) in (
      select r.id
      from public.transactions as r
      join public.accounts as accounts on r.account_id = accounts.id
      join public.households as households on accounts.household_id = households.id
      join public.users as users on households.owner_user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    if of_right = 'access' then
      -- What the rows said before they were changed under a legal hold.
      return query
      with mine as (
        select r.id
        from public.transactions as r
        join public.accounts as accounts on r.account_id = accounts.id
        join public.households as households on accounts.household_id = households.id
        join public.users as users on households.owner_user_id = users.id
        where users.id = (export_users.subject_key ->> 'id')::uuid
      ),
      image as (
        select p.image_id, p.preserved_at, p.image
        from retention.preserved as p
        where p.hold_id = any (known) and p.table_name = 'public.transactions' and p.row_key in (select jsonb_build_array(mine.id) from mine)
          and p.image ?| array['occurred_on', 'amount', 'merchant', 'category']
      )
      select 'transactions (earlier values)', 'transactions_earlier.csv', e.is_head, e.line
      from (
        select null::bigint as image_id, true as is_head, 'kept_at,occurred_on,amount,merchant,category' as line where exists (select from image)
        union all
        select i.image_id, false, case
          when as_csv then array_to_string(array[retention._csv(to_jsonb(i.preserved_at), false), retention._csv(i.image -> 'occurred_on', false), retention._csv(i.image -> 'amount', false), retention._csv(i.image -> 'merchant', true), retention._csv(i.image -> 'category', true)], ',')
          else json_build_object('kept_at', i.preserved_at, 'values', (
            select json_object_agg(c.name, i.image -> c.said order by c.place)
            from (values (0, 'occurred_on', 'occurred_on'), (1, 'amount', 'amount'), (2, 'merchant', 'merchant'), (3, 'category', 'category')) as c (place, name, said)
            where i.image ? c.said
          ))::text
        end
        from image as i
      ) as e
      order by e.is_head desc, e.image_id;
    end if;
    return query values ('bills', 'bills.csv', true, 'payee,amount,due_on');
    return query
    select 'bills', 'bills.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.payee), true), retention._csv(to_jsonb(x.amount), false), retention._csv(to_jsonb(x.due_on), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.bills as r
    cross join lateral (select r.payee as payee, r.amount as amount, r.due_on as due_on) as x
    where (r.id) in (
      select r.id
      from public.bills as r
      join public.households as households on r.household_id = households.id
      join public.users as users on households.owner_user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    if of_right = 'access' then
      -- What the rows said before they were changed under a legal hold.
      return query
      with mine as (
        select r.id
        from public.bills as r
        join public.households as households on r.household_id = households.id
        join public.users as users on households.owner_user_id = users.id
        where users.id = (export_users.subject_key ->> 'id')::uuid
      ),
      image as (
        select p.image_id, p.preserved_at, p.image
        from retention.preserved as p
        where p.hold_id = any (known) and p.table_name = 'public.bills' and p.row_key in (select jsonb_build_array(mine.id) from mine)
          and p.image ?| array['payee', 'amount', 'due_on']
      )
      select 'bills (earlier values)', 'bills_earlier.csv', e.is_head, e.line
      from (
        select null::bigint as image_id, true as is_head, 'kept_at,payee,amount,due_on' as line where exists (select from image)
        union all
        select i.image_id, false, case
          when as_csv then array_to_string(array[retention._csv(to_jsonb(i.preserved_at), false), retention._csv(i.image -> 'payee', true), retention._csv(i.image -> 'amount', false), retention._csv(i.image -> 'due_on', false)], ',')
          else json_build_object('kept_at', i.preserved_at, 'values', (
            select json_object_agg(c.name, i.image -> c.said order by c.place)
            from (values (0, 'payee', 'payee'), (1, 'amount', 'amount'), (2, 'due_on', 'due_on')) as c (place, name, said)
            where i.image ? c.said
          ))::text
        end
        from image as i
      ) as e
      order by e.is_head desc, e.image_id;
    end if;
    return query values ('incomes', 'incomes.csv', true, 'source,amount,created_at');
    return query
    select 'incomes', 'incomes.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.source), true), retention._csv(to_jsonb(x.amount), false), retention._csv(to_jsonb(x.created_at), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.incomes as r
    cross join lateral (select r.source as source, r.amount as amount, r.created_at as created_at) as x
    where (r.id) in (
      select r.id
      from public.incomes as r
      join public.households as households on r.household_id = households.id
      join public.users as users on households.owner_user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    if of_right = 'access' then
      -- What the rows said before they were changed under a legal hold.
      return query
      with mine as (
        select r.id
        from public.incomes as r
        join public.households as households on r.household_id = households.id
        join public.users as users on households.owner_user_id = users.id
        where users.id = (export_users.subject_key ->> 'id')::uuid
      ),
      image as (
        select p.image_id, p.preserved_at, p.image
        from retention.preserved as p
        where p.hold_id = any (known) and p.table_name = 'public.incomes' and p.row_key in (select jsonb_build_array(mine.id) from mine)
          and p.image ?| array['source', 'amount', 'created_at']
      )
      select 'incomes (earlier values)', 'incomes_earlier.csv', e.is_head, e.line
      from (
        select null::bigint as image_id, true as is_head, 'kept_at,source,amount,created_at' as line where exists (select from image)
        union all
        select i.image_id, false, case
          when as_csv then array_to_string(array[retention._csv(to_jsonb(i.preserved_at), false), retention._csv(i.image -> 'source', true), retention._csv(i.image -> 'amount', false), retention._csv(i.image -> 'created_at', false)], ',')
          else json_build_object('kept_at', i.preserved_at, 'values', (
            select json_object_agg(c.name, i.image -> c.said order by c.place)
            from (values (0, 'source', 'source'), (1, 'amount', 'amount'), (2, 'created_at', 'created_at')) as c (place, name, said)
            where i.image ? c.said
          ))::text
        end
        from image as i
      ) as e
      order by e.is_head desc, e.image_id;
    end if;
    return query values ('expenses', 'expenses.csv', true, 'description,amount,created_at');
    return query
    select 'expenses', 'expenses.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.description), true), retention._csv(to_jsonb(x.amount), false), retention._csv(to_jsonb(x.created_at), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.expenses as r
    cross join lateral (select r.description as description, r.amount as amount, r.created_at as created_at) as x
    where (r.id) in (
      select r.id
      from public.expenses as r
      join public.households as households on r.household_id = households.id
      join public.users as users on households.owner_user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    if of_right = 'access' then
      -- What the rows said before they were changed under a legal hold.
      return query
      with mine as (
        select r.id
        from public.expenses as r
        join public.households as households on r.household_id = households.id
        join public.users as users on households.owner_user_id = users.id
        where users.id = (export_users.subject_key ->> 'id')::uuid
      ),
      image as (
        select p.image_id, p.preserved_at, p.image
        from retention.preserved as p
        where p.hold_id = any (known) and p.table_name = 'public.expenses' and p.row_key in (select jsonb_build_array(mine.id) from mine)
          and p.image ?| array['description', 'amount', 'created_at']
      )
      select 'expenses (earlier values)', 'expenses_earlier.csv', e.is_head, e.line
      from (
        select null::bigint as image_id, true as is_head, 'kept_at,description,amount,created_at' as line where exists (select from image)
        union all
        select i.image_id, false, case
          when as_csv then array_to_string(array[retention._csv(to_jsonb(i.preserved_at), false), retention._csv(i.image -> 'description', true), retention._csv(i.image -> 'amount', false), retention._csv(i.image -> 'created_at', false)], ',')
          else json_build_object('kept_at', i.preserved_at, 'values', (
            select json_object_agg(c.name, i.image -> c.said order by c.place)
            from (values (0, 'description', 'description'), (1, 'amount', 'amount'), (2, 'created_at', 'created_at')) as c (place, name, said)
            where i.image ? c.said
          ))::text
        end
        from image as i
      ) as e
      order by e.is_head desc, e.image_id;
    end if;
    return query values ('budgets', 'budgets.csv', true, 'name,amount');
    return query
    select 'budgets', 'budgets.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.name), true), retention._csv(to_jsonb(x.amount), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.budgets as r
    cross join lateral (select r.name as name, r.amount as amount) as x
    where (r.id) in (
      select r.id
      from public.budgets as r
      join public.households as households on r.household_id = households.id
      join public.users as users on households.owner_user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    if of_right = 'access' then
      -- What the rows said before they were changed under a legal hold.
      return query
      with mine as (
        select r.id
        from public.budgets as r
        join public.households as households on r.household_id = households.id
        join public.users as users on households.owner_user_id = users.id
        where users.id = (export_users.subject_key ->> 'id')::uuid
      ),
      image as (
        select p.image_id, p.preserved_at, p.image
        from retention.preserved as p
        where p.hold_id = any (known) and p.table_name = 'public.budgets' and p.row_key in (select jsonb_build_array(mine.id) from mine)
          and p.image ?| array['name', 'amount']
      )
      select 'budgets (earlier values)', 'budgets_earlier.csv', e.is_head, e.line
      from (
        select null::bigint as image_id, true as is_head, 'kept_at,name,amount' as line where exists (select from image)
        union all
        select i.image_id, false, case
          when as_csv then array_to_string(array[retention._csv(to_jsonb(i.preserved_at), false), retention._csv(i.image -> 'name', true), retention._csv(i.image -> 'amount', false)], ',')
          else json_build_object('kept_at', i.preserved_at, 'values', (
            select json_object_agg(c.name, i.image -> c.said order by c.place)
            from (values (0, 'name', 'name'), (1, 'amount', 'amount')) as c (place, name, said)
            where i.image ? c.said
          ))::text
        end
        from image as i
      ) as e
      order by e.is_head desc, e.image_id;
    end if;
    return query values ('balance_snapshots', 'balance_snapshots.csv', true, 'as_of,balance');
    return query
    select 'balance_snapshots', 'balance_snapshots.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.as_of), false), retention._csv(to_jsonb(x.balance), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.balance_snapshots as r
    cross join lateral (select r.as_of as as_of, r.balance as balance) as x
    where (r.id) in (
      select r.id
      from public.balance_snapshots as r
      join public.accounts as accounts on r.account_id = accounts.id
      join public.households as households on accounts.household_id = households.id
      join public.users as users on households.owner_user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    if of_right = 'access' then
      -- What the rows said before they were changed under a legal hold.
      return query
      with mine as (
        select r.id
        from public.balance_snapshots as r
        join public.accounts as accounts on r.account_id = accounts.id
        join public.households as households on accounts.household_id = households.id
        join public.users as users on households.owner_user_id = users.id
        where users.id = (export_users.subject_key ->> 'id')::uuid
      ),
      image as (
        select p.image_id, p.preserved_at, p.image
        from retention.preserved as p
        where p.hold_id = any (known) and p.table_name = 'public.balance_snapshots' and p.row_key in (select jsonb_build_array(mine.id) from mine)
          and p.image ?| array['as_of', 'balance']
      )
      select 'balance_snapshots (earlier values)', 'balance_snapshots_earlier.csv', e.is_head, e.line
      from (
        select null::bigint as image_id, true as is_head, 'kept_at,as_of,balance' as line where exists (select from image)
        union all
        select i.image_id, false, case
          when as_csv then array_to_string(array[retention._csv(to_jsonb(i.preserved_at), false), retention._csv(i.image -> 'as_of', false), retention._csv(i.image -> 'balance', false)], ',')
          else json_build_object('kept_at', i.preserved_at, 'values', (
            select json_object_agg(c.name, i.image -> c.said order by c.place)
            from (values (0, 'as_of', 'as_of'), (1, 'balance', 'balance')) as c (place, name, said)
            where i.image ? c.said
          ))::text
        end
        from image as i
      ) as e
      order by e.is_head desc, e.image_id;
    end if;
    return query values ('investment_accounts', 'investment_accounts.csv', true, 'name,kind,balance');
    return query
    select 'investment_accounts', 'investment_accounts.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.name), true), retention._csv(to_jsonb(x.kind), true), retention._csv(to_jsonb(x.balance), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.investment_accounts as r
    cross join lateral (select r.name as name, r.kind as kind, r.balance as balance) as x
    where (r.id) in (
      select r.id
      from public.investment_accounts as r
      join public.households as households on r.household_id = households.id
      join public.users as users on households.owner_user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    if of_right = 'access' then
      -- What the rows said before they were changed under a legal hold.
      return query
      with mine as (
        select r.id
        from public.investment_accounts as r
        join public.households as households on r.household_id = households.id
        join public.users as users on households.owner_user_id = users.id
        where users.id = (export_users.subject_key ->> 'id')::uuid
      ),
      image as (
        select p.image_id, p.preserved_at, p.image
        from retention.preserved as p
        where p.hold_id = any (known) and p.table_name = 'public.investment_accounts' and p.row_key in (select jsonb_build_array(mine.id) from mine)
          and p.image ?| array['name', 'kind', 'balance']
      )
      select 'investment_accounts (earlier values)', 'investment_accounts_earlier.csv', e.is_head, e.line
      from (
        select null::bigint as image_id, true as is_head, 'kept_at,name,kind,balance' as line where exists (select from image)
        union all
        select i.image_id, false, case
          when as_csv then array_to_string(array[retention._csv(to_jsonb(i.preserved_at), false), retention._csv(i.image -> 'name', true), retention._csv(i.image -> 'kind', true), retention._csv(i.image -> 'balance', false)], ',')
          else json_build_object('kept_at', i.preserved_at, 'values', (
            select json_object_agg(c.name, i.image -> c.said order by c.place)
            from (values (0, 'name', 'name'), (1, 'kind', 'kind'), (2, 'balance', 'balance')) as c (place, name, said)
            where i.image ? c.said
          ))::text
        end
        from image as i
      ) as e
      order by e.is_head desc, e.image_id;
    end if;
    return query values ('medical_records', 'medical_records.csv', true, 'kind,details,created_at');
    return query
    select 'medical_records', 'medical_records.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.kind), true), retention._csv(to_jsonb(x.details), true), retention._csv(to_jsonb(x.created_at), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.medical_records as r
    cross join lateral (select r.kind as kind, r.details as details, r.created_at as created_at) as x
    where (r.id) in (
      select r.id
      from public.medical_records as r
      join public.household_members as household_members on r.member_id = household_members.id
      join public.households as households on household_members.household_id = households.id
      join public.users as users on households.owner_user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    if of_right = 'access' then
      -- What the rows said before they were changed under a legal hold.
      return query
      with mine as (
        select r.id
        from public.medical_records as r
        join public.household_members as household_members on r.member_id = household_members.id
        join public.households as households on household_members.household_id = households.id
        join public.users as users on households.owner_user_id = users.id
        where users.id = (export_users.subject_key ->> 'id')::uuid
      ),
      image as (
        select p.image_id, p.preserved_at, p.image
        from retention.preserved as p
        where p.hold_id = any (known) and p.table_name = 'public.medical_records' and p.row_key in (select jsonb_build_array(mine.id) from mine)
          and p.image ?| array['kind', 'details', 'created_at']
      )
      select 'medical_records (earlier values)', 'medical_records_earlier.csv', e.is_head, e.line
      from (
        select null::bigint as image_id, true as is_head, 'kept_at,kind,details,created_at' as line where exists (select from image)
        union all
        select i.image_id, false, case
          when as_csv then array_to_string(array[retention._csv(to_jsonb(i.preserved_at), false), retention._csv(i.image -> 'kind', true), retention._csv(i.image -> 'details', true), retention._csv(i.image -> 'created_at', false)], ',')
          else json_build_object('kept_at', i.preserved_at, 'values', (
            select json_object_agg(c.name, i.image -> c.said order by c.place)
            from (values (0, 'kind', 'kind'), (1, 'details', 'details'), (2, 'created_at', 'created_at')) as c (place, name, said)
            where i.image ? c.said
          ))::text
        end
        from image as i
      ) as e
      order by e.is_head desc, e.image_id;
    end if;
    return query values ('vehicles', 'vehicles.csv', true, 'label,vin');
    return query
    select 'vehicles', 'vehicles.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.label), true), retention._csv(to_jsonb(x.vin), true)], ',')
      else row_to_json(x.*)::text
    end
    from public.vehicles as r
    cross join lateral (select r.label as label, r.vin as vin) as x
    where (r.id) in (
      select r.id
      from public.vehicles as r
      join public.households as households on r.household_id = households.id
      join public.users as users on households.owner_user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    if of_right = 'access' then
      -- What the rows said before they were changed under a legal hold.
      return query
      with mine as (
        select r.id
        from public.vehicles as r
        join public.households as households on r.household_id = households.id
        join public.users as users on households.owner_user_id = users.id
        where users.id = (export_users.subject_key ->> 'id')::uuid
      ),
      image as (
        select p.image_id, p.preserved_at, p.image
        from retention.preserved as p
        where p.hold_id = any (known) and p.table_name = 'public.vehicles' and p.row_key in (select jsonb_build_array(mine.id) from mine)
          and p.image ?| array['label', 'vin']
      )
      select 'vehicles (earlier values)', 'vehicles_earlier.csv', e.is_head, e.line
      from (
        select null::bigint as image_id, true as is_head, 'kept_at,label,vin' as line where exists (select from image)
        union all
        select i.image_id, false, case
          when as_csv then array_to_string(array[retention._csv(to_jsonb(i.preserved_at), false), retention._csv(i.image -> 'label', true), retention._csv(i.image -> 'vin', true)], ',')
          else json_build_object('kept_at', i.preserved_at, 'values', (
            select json_object_agg(c.name, i.image -> c.said order by c.place)
            from (values (0, 'label', 'label'), (1, 'vin', 'vin')) as c (place, name, said)
            where i.image ? c.said
          ))::text
        end
        from image as i
      ) as e
      order by e.is_head desc, e.image_id;
    end if;
    return query values ('homes', 'homes.csv', true, 'address');
    return query
    select 'homes', 'homes.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.address), true)], ',')
      else row_to_json(x.*)::text
    end
    from public.homes as r
    cross join lateral (select r.address as address) as x
    where (r.id) in (
      select r.id
      from public.homes as r
      join public.households as households on r.household_id = households.id
      join public.users as users on households.owner_user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    if of_right = 'access' then
      -- What the rows said before they were changed under a legal hold.
      return query
      with mine as (
        select r.id
        from public.homes as r
        join public.households as households on r.household_id = households.id
        join public.users as users on households.owner_user_id = users.id
        where users.id = (export_users.subject_key ->> 'id')::uuid
      ),
      image as (
        select p.image_id, p.preserved_at, p.image
        from retention.preserved as p
        where p.hold_id = any (known) and p.table_name = 'public.homes' and p.row_key in (select jsonb_build_array(mine.id) from mine)
          and p.image ?| array['address']
      )
      select 'homes (earlier values)', 'homes_earlier.csv', e.is_head, e.line
      from (
        select null::bigint as image_id, true as is_head, 'kept_at,address' as line where exists (select from image)
        union all
        select i.image_id, false, case
          when as_csv then array_to_string(array[retention._csv(to_jsonb(i.preserved_at), false), retention._csv(i.image -> 'address', true)], ',')
          else json_build_object('kept_at', i.preserved_at, 'values', (
            select json_object_agg(c.name, i.image -> c.said order by c.place)
            from (values (0, 'address', 'address')) as c (place, name, said)
            where i.image ? c.said
          ))::text
        end
        from image as i
      ) as e
      order by e.is_head desc, e.image_id;
    end if;
    return query values ('vacations', 'vacations.csv', true, 'title,starts_on');
    return query
    select 'vacations', 'vacations.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.title), true), retention._csv(to_jsonb(x.starts_on), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.vacations as r
    cross join lateral (select r.title as title, r.starts_on as starts_on) as x
    where (r.id) in (
      select r.id
      from public.vacations as r
      join public.households as households on r.household_id = households.id
      join public.users as users on households.owner_user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    if of_right = 'access' then
      -- What the rows said before they were changed under a legal hold.
      return query
      with mine as (
        select r.id
        from public.vacations as r
        join public.households as households on r.household_id = households.id
        join public.users as users on households.owner_user_id = users.id
        where users.id = (export_users.subject_key ->> 'id')::uuid
      ),
      image as (
        select p.image_id, p.preserved_at, p.image
        from retention.preserved as p
        where p.hold_id = any (known) and p.table_name = 'public.vacations' and p.row_key in (select jsonb_build_array(mine.id) from mine)
          and p.image ?| array['title', 'starts_on']
      )
      select 'vacations (earlier values)', 'vacations_earlier.csv', e.is_head, e.line
      from (
        select null::bigint as image_id, true as is_head, 'kept_at,title,starts_on' as line where exists (select from image)
        union all
        select i.image_id, false, case
          when as_csv then array_to_string(array[retention._csv(to_jsonb(i.preserved_at), false), retention._csv(i.image -> 'title', true), retention._csv(i.image -> 'starts_on', false)], ',')
          else json_build_object('kept_at', i.preserved_at, 'values', (
            select json_object_agg(c.name, i.image -> c.said order by c.place)
            from (values (0, 'title', 'title'), (1, 'starts_on', 'starts_on')) as c (place, name, said)
            where i.image ? c.said
          ))::text
        end
        from image as i
      ) as e
      order by e.is_head desc, e.image_id;
    end if;
    return query values ('recipes', 'recipes.csv', true, 'title,body');
    return query
    select 'recipes', 'recipes.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.title), true), retention._csv(to_jsonb(x.body), true)], ',')
      else row_to_json(x.*)::text
    end
    from public.recipes as r
    cross join lateral (select r.title as title, r.body as body) as x
    where (r.id) in (
      select r.id
      from public.recipes as r
      join public.households as households on r.household_id = households.id
      join public.users as users on households.owner_user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    if of_right = 'access' then
      -- What the rows said before they were changed under a legal hold.
      return query
      with mine as (
        select r.id
        from public.recipes as r
        join public.households as households on r.household_id = households.id
        join public.users as users on households.owner_user_id = users.id
        where users.id = (export_users.subject_key ->> 'id')::uuid
      ),
      image as (
        select p.image_id, p.preserved_at, p.image
        from retention.preserved as p
        where p.hold_id = any (known) and p.table_name = 'public.recipes' and p.row_key in (select jsonb_build_array(mine.id) from mine)
          and p.image ?| array['title', 'body']
      )
      select 'recipes (earlier values)', 'recipes_earlier.csv', e.is_head, e.line
      from (
        select null::bigint as image_id, true as is_head, 'kept_at,title,body' as line where exists (select from image)
        union all
        select i.image_id, false, case
          when as_csv then array_to_string(array[retention._csv(to_jsonb(i.preserved_at), false), retention._csv(i.image -> 'title', true), retention._csv(i.image -> 'body', true)], ',')
          else json_build_object('kept_at', i.preserved_at, 'values', (
            select json_object_agg(c.name, i.image -> c.said order by c.place)
            from (values (0, 'title', 'title'), (1, 'body', 'body')) as c (place, name, said)
            where i.image ? c.said
          ))::text
        end
        from image as i
      ) as e
      order by e.is_head desc, e.image_id;
    end if;
    return query values ('chores', 'chores.csv', true, 'title,done');
    return query
    select 'chores', 'chores.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.title), true), retention._csv(to_jsonb(x.done), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.chores as r
    cross join lateral (select r.title as title, r.done as done) as x
    where (r.id) in (
      select r.id
      from public.chores as r
      join public.households as households on r.household_id = households.id
      join public.users as users on households.owner_user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    if of_right = 'access' then
      -- What the rows said before they were changed under a legal hold.
      return query
      with mine as (
        select r.id
        from public.chores as r
        join public.households as households on r.household_id = households.id
        join public.users as users on households.owner_user_id = users.id
        where users.id = (export_users.subject_key ->> 'id')::uuid
      ),
      image as (
        select p.image_id, p.preserved_at, p.image
        from retention.preserved as p
        where p.hold_id = any (known) and p.table_name = 'public.chores' and p.row_key in (select jsonb_build_array(mine.id) from mine)
          and p.image ?| array['title', 'done']
      )
      select 'chores (earlier values)', 'chores_earlier.csv', e.is_head, e.line
      from (
        select null::bigint as image_id, true as is_head, 'kept_at,title,done' as line where exists (select from image)
        union all
        select i.image_id, false, case
          when as_csv then array_to_string(array[retention._csv(to_jsonb(i.preserved_at), false), retention._csv(i.image -> 'title', true), retention._csv(i.image -> 'done', false)], ',')
          else json_build_object('kept_at', i.preserved_at, 'values', (
            select json_object_agg(c.name, i.image -> c.said order by c.place)
            from (values (0, 'title', 'title'), (1, 'done', 'done')) as c (place, name, said)
            where i.image ? c.said
          ))::text
        end
        from image as i
      ) as e
      order by e.is_head desc, e.image_id;
    end if;
    return query values ('vault_documents', 'vault_documents.csv', true, 'type,description,doc_date');
    return query
    select 'vault_documents', 'vault_documents.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.type), true), retention._csv(to_jsonb(x.description), true), retention._csv(to_jsonb(x.doc_date), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.vault_documents as r
    cross join lateral (select r.type as type, r.description as description, r.doc_date as doc_date) as x
    where (r.id) in (
      select r.id
      from public.vault_documents as r
      join public.households as households on r.household_id = households.id
      join public.users as users on households.owner_user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    if of_right = 'access' then
      -- What the rows said before they were changed under a legal hold.
      return query
      with mine as (
        select r.id
        from public.vault_documents as r
        join public.households as households on r.household_id = households.id
        join public.users as users on households.owner_user_id = users.id
        where users.id = (export_users.subject_key ->> 'id')::uuid
      ),
      image as (
        select p.image_id, p.preserved_at, p.image
        from retention.preserved as p
        where p.hold_id = any (known) and p.table_name = 'public.vault_documents' and p.row_key in (select jsonb_build_array(mine.id) from mine)
          and p.image ?| array['type', 'description', 'doc_date']
      )
      select 'vault_documents (earlier values)', 'vault_documents_earlier.csv', e.is_head, e.line
      from (
        select null::bigint as image_id, true as is_head, 'kept_at,type,description,doc_date' as line where exists (select from image)
        union all
        select i.image_id, false, case
          when as_csv then array_to_string(array[retention._csv(to_jsonb(i.preserved_at), false), retention._csv(i.image -> 'type', true), retention._csv(i.image -> 'description', true), retention._csv(i.image -> 'doc_date', false)], ',')
          else json_build_object('kept_at', i.preserved_at, 'values', (
            select json_object_agg(c.name, i.image -> c.said order by c.place)
            from (values (0, 'type', 'type'), (1, 'description', 'description'), (2, 'doc_date', 'doc_date')) as c (place, name, said)
            where i.image ? c.said
          ))::text
        end
        from image as i
      ) as e
      order by e.is_head desc, e.image_id;
    end if;
    return query values ('calendar_events', 'calendar_events.csv', true, 'starts_at,title');
    return query
    select 'calendar_events', 'calendar_events.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.starts_at), false), retention._csv(to_jsonb(x.title), true)], ',')
      else row_to_json(x.*)::text
    end
    from public.calendar_events as r
    cross join lateral (select r.starts_at as starts_at, r.title as title) as x
    where (r.id) in (
      select r.id
      from public.calendar_events as r
      join public.households as households on r.household_id = households.id
      join public.users as users on households.owner_user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    if of_right = 'access' then
      -- What the rows said before they were changed under a legal hold.
      return query
      with mine as (
        select r.id
        from public.calendar_events as r
        join public.households as households on r.household_id = households.id
        join public.users as users on households.owner_user_id = users.id
        where users.id = (export_users.subject_key ->> 'id')::uuid
      ),
      image as (
        select p.image_id, p.preserved_at, p.image
        from retention.preserved as p
        where p.hold_id = any (known) and p.table_name = 'public.calendar_events' and p.row_key in (select jsonb_build_array(mine.id) from mine)
          and p.image ?| array['starts_at', 'title']
      )
      select 'calendar_events (earlier values)', 'calendar_events_earlier.csv', e.is_head, e.line
      from (
        select null::bigint as image_id, true as is_head, 'kept_at,starts_at,title' as line where exists (select from image)
        union all
        select i.image_id, false, case
          when as_csv then array_to_string(array[retention._csv(to_jsonb(i.preserved_at), false), retention._csv(i.image -> 'starts_at', false), retention._csv(i.image -> 'title', true)], ',')
          else json_build_object('kept_at', i.preserved_at, 'values', (
            select json_object_agg(c.name, i.image -> c.said order by c.place)
            from (values (0, 'starts_at', 'starts_at'), (1, 'title', 'title')) as c (place, name, said)
            where i.image ? c.said
          ))::text
        end
        from image as i
      ) as e
      order by e.is_head desc, e.image_id;
    end if;
    if 'support' = any (sections) then
    return query values ('support_threads', 'support_threads.csv', true, 'subject,opened_at');
    return query
    select 'support_threads', 'support_threads.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.subject), true), retention._csv(to_jsonb(x.opened_at), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.support_threads as r
    cross join lateral (select r.subject as subject, r.opened_at as opened_at) as x
    where (r.id) in (
      select r.id
      from public.support_threads as r
      join public.users as users on r.user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    if of_right = 'access' then
      -- What the rows said before they were changed under a legal hold.
      return query
      with mine as (
        select r.id
        from public.support_threads as r
        join public.users as users on r.user_id = users.id
        where users.id = (export_users.subject_key ->> 'id')::uuid
      ),
      image as (
        select p.image_id, p.preserved_at, p.image
        from retention.preserved as p
        where p.hold_id = any (known) and p.table_name = 'public.support_threads' and p.row_key in (select jsonb_build_array(mine.id) from mine)
          and p.image ?| array['subject', 'opened_at']
      )
      select 'support_threads (earlier values)', 'support_threads_earlier.csv', e.is_head, e.line
      from (
        select null::bigint as image_id, true as is_head, 'kept_at,subject,opened_at' as line where exists (select from image)
        union all
        select i.image_id, false, case
          when as_csv then array_to_string(array[retention._csv(to_jsonb(i.preserved_at), false), retention._csv(i.image -> 'subject', true), retention._csv(i.image -> 'opened_at', false)], ',')
          else json_build_object('kept_at', i.preserved_at, 'values', (
            select json_object_agg(c.name, i.image -> c.said order by c.place)
            from (values (0, 'subject', 'subject'), (1, 'opened_at', 'opened_at')) as c (place, name, said)
            where i.image ? c.said
          ))::text
        end
        from image as i
      ) as e
      order by e.is_head desc, e.image_id;
    end if;
    end if;
    if 'support' = any (sections) then
    return query values ('support_messages', 'support_messages.csv', true, 'direction,body,sent_at');
    return query
    select 'support_messages', 'support_messages.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.direction), true), retention._csv(to_jsonb(x.body), true), retention._csv(to_jsonb(x.sent_at), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.support_messages as r
    cross join lateral (select r.direction as direction, r.body as body, r.sent_at as sent_at) as x
    where (r.id) in (
      select r.id
      from public.support_messages as r
      join public.support_threads as support_threads on r.thread_id = support_threads.id
      join public.users as users on support_threads.user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    if of_right = 'access' then
      -- What the rows said before they were changed under a legal hold.
      return query
      with mine as (
        select r.id
        from public.support_messages as r
        join public.support_threads as support_threads on r.thread_id = support_threads.id
        join public.users as users on support_threads.user_id = users.id
        where users.id = (export_users.subject_key ->> 'id')::uuid
      ),
      image as (
        select p.image_id, p.preserved_at, p.image
        from retention.preserved as p
        where p.hold_id = any (known) and p.table_name = 'public.support_messages' and p.row_key in (select jsonb_build_array(mine.id) from mine)
          and p.image ?| array['direction', 'body', 'sent_at']
      )
      select 'support_messages (earlier values)', 'support_messages_earlier.csv', e.is_head, e.line
      from (
        select null::bigint as image_id, true as is_head, 'kept_at,direction,body,sent_at' as line where exists (select from image)
        union all
        select i.image_id, false, case
          when as_csv then array_to_string(array[retention._csv(to_jsonb(i.preserved_at), false), retention._csv(i.image -> 'direction', true), retention._csv(i.image -> 'body', true), retention._csv(i.image -> 'sent_at', false)], ',')
          else json_build_object('kept_at', i.preserved_at, 'values', (
            select json_object_agg(c.name, i.image -> c.said order by c.place)
            from (values (0, 'direction', 'direction'), (1, 'body', 'body'), (2, 'sent_at', 'sent_at')) as c (place, name, said)
            where i.image ? c.said
          ))::text
        end
        from image as i
      ) as e
      order by e.is_head desc, e.image_id;
    end if;
    end if;
  end if;
  if of_right in ('portability') then
    return query values ('users', 'users.csv', true, 'created_at,last_login_at,jurisdiction');
    return query
    select 'users', 'users.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.created_at), false), retention._csv(to_jsonb(x.last_login_at), false), retention._csv(to_jsonb(x.jurisdiction), true)], ',')
      else row_to_json(x.*)::text
    end
    from public.users as r
    cross join lateral (select r.created_at as created_at, r.last_login_at as last_login_at, r.jurisdiction as jurisdiction) as x
    where (r.id) in (
      select r.id
      from public.users as r
      where r.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    return query values ('auth.users', 'auth_users.csv', true, 'email');
    return query
    select 'auth.users', 'auth_users.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.email), true)], ',')
      else row_to_json(x.*)::text
    end
    from auth.users as r
    cross join lateral (select r.email as email) as x
    where (r.id) in (
      select r.id
      from auth.users as r
      join public.users as users on r.id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    return query values ('households', 'households.csv', true, 'created_at');
    return query
    select 'households', 'households.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.created_at), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.households as r
    cross join lateral (select r.created_at as created_at) as x
    where (r.id) in (
      select r.id
      from public.households as r
      join public.users as users on r.owner_user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    return query values ('household_members', 'household_members.csv', true, 'name,dob,relationship,zip,city,state');
    return query
    select 'household_members', 'household_members.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.name), true), retention._csv(to_jsonb(x.dob), false), retention._csv(to_jsonb(x.relationship), true), retention._csv(to_jsonb(x.zip), true), retention._csv(to_jsonb(x.city), true), retention._csv(to_jsonb(x.state), true)], ',')
      else row_to_json(x.*)::text
    end
    from public.household_members as r
    cross join lateral (select r.name as name, r.dob as dob, r.relationship as relationship, r.zip as zip, r.city as city, r.state as state) as x
    where (r.id) in (
      select r.id
      from public.household_members as r
      join public.households as households on r.household_id = households.id
      join public.users as users on households.owner_user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    return query values ('accounts', 'accounts.csv', true, 'kind,name,closed_at');
    return query
    select 'accounts', 'accounts.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.kind), true), retention._csv(to_jsonb(x.name), true), retention._csv(to_jsonb(x.closed_at), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.accounts as r
    cross join lateral (select r.kind as kind, r.name as name, r.closed_at as closed_at) as x
    where (r.id) in (
      select r.id
      from public.accounts as r
      join public.households as households on r.household_id = households.id
      join public.users as users on households.owner_user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    return query values ('transactions', 'transactions.csv', true, 'occurred_on,amount,merchant,category');
    return query
    select 'transactions', 'transactions.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.occurred_on), false), retention._csv(to_jsonb(x.amount), false), retention._csv(to_jsonb(x.merchant), true), retention._csv(to_jsonb(x.category), true)], ',')
      else row_to_json(x.*)::text
    end
    from public.transactions as r
    cross join lateral (select r.occurred_on as occurred_on, r.amount as amount, r.merchant as merchant, r.category as category) as x
    where (r.id) in (
      select r.id
      from public.transactions as r
      join public.accounts as accounts on r.account_id = accounts.id
      join public.households as households on accounts.household_id = households.id
      join public.users as users on households.owner_user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    return query values ('bills', 'bills.csv', true, 'payee,amount,due_on');
    return query
    select 'bills', 'bills.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.payee), true), retention._csv(to_jsonb(x.amount), false), retention._csv(to_jsonb(x.due_on), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.bills as r
    cross join lateral (select r.payee as payee, r.amount as amount, r.due_on as due_on) as x
    where (r.id) in (
      select r.id
      from public.bills as r
      join public.households as households on r.household_id = households.id
      join public.users as users on households.owner_user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    return query values ('incomes', 'incomes.csv', true, 'source,amount,created_at');
    return query
    select 'incomes', 'incomes.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.source), true), retention._csv(to_jsonb(x.amount), false), retention._csv(to_jsonb(x.created_at), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.incomes as r
    cross join lateral (select r.source as source, r.amount as amount, r.created_at as created_at) as x
    where (r.id) in (
      select r.id
      from public.incomes as r
      join public.households as households on r.household_id = households.id
      join public.users as users on households.owner_user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    return query values ('expenses', 'expenses.csv', true, 'description,amount,created_at');
    return query
    select 'expenses', 'expenses.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.description), true), retention._csv(to_jsonb(x.amount), false), retention._csv(to_jsonb(x.created_at), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.expenses as r
    cross join lateral (select r.description as description, r.amount as amount, r.created_at as created_at) as x
    where (r.id) in (
      select r.id
      from public.expenses as r
      join public.households as households on r.household_id = households.id
      join public.users as users on households.owner_user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    return query values ('budgets', 'budgets.csv', true, 'name,amount');
    return query
    select 'budgets', 'budgets.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.name), true), retention._csv(to_jsonb(x.amount), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.budgets as r
    cross join lateral (select r.name as name, r.amount as amount) as x
    where (r.id) in (
      select r.id
      from public.budgets as r
      join public.households as households on r.household_id = households.id
      join public.users as users on households.owner_user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    return query values ('balance_snapshots', 'balance_snapshots.csv', true, 'as_of,balance');
    return query
    select 'balance_snapshots', 'balance_snapshots.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.as_of), false), retention._csv(to_jsonb(x.balance), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.balance_snapshots as r
    cross join lateral (select r.as_of as as_of, r.balance as balance) as x
    where (r.id) in (
      select r.id
      from public.balance_snapshots as r
      join public.accounts as accounts on r.account_id = accounts.id
      join public.households as households on accounts.household_id = households.id
      join public.users as users on households.owner_user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    return query values ('investment_accounts', 'investment_accounts.csv', true, 'name,kind,balance');
    return query
    select 'investment_accounts', 'investment_accounts.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.name), true), retention._csv(to_jsonb(x.kind), true), retention._csv(to_jsonb(x.balance), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.investment_accounts as r
    cross join lateral (select r.name as name, r.kind as kind, r.balance as balance) as x
    where (r.id) in (
      select r.id
      from public.investment_accounts as r
      join public.households as households on r.household_id = households.id
      join public.users as users on households.owner_user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    return query values ('medical_records', 'medical_records.csv', true, 'kind,details,created_at');
    return query
    select 'medical_records', 'medical_records.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.kind), true), retention._csv(to_jsonb(x.details), true), retention._csv(to_jsonb(x.created_at), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.medical_records as r
    cross join lateral (select r.kind as kind, r.details as details, r.created_at as created_at) as x
    where (r.id) in (
      select r.id
      from public.medical_records as r
      join public.household_members as household_members on r.member_id = household_members.id
      join public.households as households on household_members.household_id = households.id
      join public.users as users on households.owner_user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    return query values ('vehicles', 'vehicles.csv', true, 'label,vin');
    return query
    select 'vehicles', 'vehicles.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.label), true), retention._csv(to_jsonb(x.vin), true)], ',')
      else row_to_json(x.*)::text
    end
    from public.vehicles as r
    cross join lateral (select r.label as label, r.vin as vin) as x
    where (r.id) in (
      select r.id
      from public.vehicles as r
      join public.households as households on r.household_id = households.id
      join public.users as users on households.owner_user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    return query values ('homes', 'homes.csv', true, 'address');
    return query
    select 'homes', 'homes.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.address), true)], ',')
      else row_to_json(x.*)::text
    end
    from public.homes as r
    cross join lateral (select r.address as address) as x
    where (r.id) in (
      select r.id
      from public.homes as r
      join public.households as households on r.household_id = households.id
      join public.users as users on households.owner_user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    return query values ('vacations', 'vacations.csv', true, 'title,starts_on');
    return query
    select 'vacations', 'vacations.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.title), true), retention._csv(to_jsonb(x.starts_on), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.vacations as r
    cross join lateral (select r.title as title, r.starts_on as starts_on) as x
    where (r.id) in (
      select r.id
      from public.vacations as r
      join public.households as households on r.household_id = households.id
      join public.users as users on households.owner_user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    return query values ('recipes', 'recipes.csv', true, 'title,body');
    return query
    select 'recipes', 'recipes.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.title), true), retention._csv(to_jsonb(x.body), true)], ',')
      else row_to_json(x.*)::text
    end
    from public.recipes as r
    cross join lateral (select r.title as title, r.body as body) as x
    where (r.id) in (
      select r.id
      from public.recipes as r
      join public.households as households on r.household_id = households.id
      join public.users as users on households.owner_user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    return query values ('chores', 'chores.csv', true, 'title,done');
    return query
    select 'chores', 'chores.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.title), true), retention._csv(to_jsonb(x.done), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.chores as r
    cross join lateral (select r.title as title, r.done as done) as x
    where (r.id) in (
      select r.id
      from public.chores as r
      join public.households as households on r.household_id = households.id
      join public.users as users on households.owner_user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    return query values ('vault_documents', 'vault_documents.csv', true, 'type,description,doc_date');
    return query
    select 'vault_documents', 'vault_documents.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.type), true), retention._csv(to_jsonb(x.description), true), retention._csv(to_jsonb(x.doc_date), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.vault_documents as r
    cross join lateral (select r.type as type, r.description as description, r.doc_date as doc_date) as x
    where (r.id) in (
      select r.id
      from public.vault_documents as r
      join public.households as households on r.household_id = households.id
      join public.users as users on households.owner_user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    return query values ('calendar_events', 'calendar_events.csv', true, 'starts_at,title');
    return query
    select 'calendar_events', 'calendar_events.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.starts_at), false), retention._csv(to_jsonb(x.title), true)], ',')
      else row_to_json(x.*)::text
    end
    from public.calendar_events as r
    cross join lateral (select r.starts_at as starts_at, r.title as title) as x
    where (r.id) in (
      select r.id
      from public.calendar_events as r
      join public.households as households on r.household_id = households.id
      join public.users as users on households.owner_user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
  end if;
end
$$;


ALTER FUNCTION retention.export_users(of_right text, subject_key jsonb, sections text[], as_csv boolean) OWNER TO kaevo_retention_owner;

--
-- Name: extend_hold(bigint, text, jsonb, text, timestamp with time zone, timestamp with time zone, text, jsonb); Type: PROCEDURE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE PROCEDURE retention.extend_hold(IN hold_id bigint, IN on_table text DEFAULT NULL::text, IN row_key jsonb DEFAULT NULL::jsonb, IN on_class text DEFAULT NULL::text, IN since timestamp with time zone DEFAULT NULL::timestamp with time zone, IN until timestamp with time zone DEFAULT NULL::timestamp with time zone, IN on_tenant text DEFAULT NULL::text, INOUT preserved jsonb DEFAULT NULL::jsonb)
    LANGUAGE plpgsql
    AS $$
begin
  commit;
  set transaction isolation level read committed;
  perform retention._extend_hold(hold_id, on_table, row_key, on_class, since, until, on_tenant);
  commit;
  set transaction isolation level read committed;
  perform retention._hold_inventory(hold_id);
  perform retention._pin_partitions(hold_id);
  -- Counted again now that all are locked: a row that somebody was taking out of the hold when it came was waited for, and is not counted.
  preserved := retention._hold_inventory(hold_id);
end
$$;


ALTER PROCEDURE retention.extend_hold(IN hold_id bigint, IN on_table text, IN row_key jsonb, IN on_class text, IN since timestamp with time zone, IN until timestamp with time zone, IN on_tenant text, INOUT preserved jsonb) OWNER TO kaevo_retention_owner;

--
-- Name: extend_request(bigint, text); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.extend_request(request_id bigint, reason text) RETURNS date
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  request retention.request := retention._begin_step(request_id, 'extend');
begin
  if request.extended_at is not null then
    raise exception 'request % was extended at %', request_id, request.extended_at using errcode = 'RH012', hint = 'There is one extension.';
  end if;
  if request.extend_due <= request.respond_due then
    raise exception 'no extension is left to request %: one of its regimes allows none', request_id using errcode = 'RH012';
  end if;
  if retention._today() > request.respond_due then
    raise exception 'request % was due on %: it is too late to extend it', request_id, request.respond_due using errcode = 'RH012';
  end if;
  update retention.request as q set extended_at = clock_timestamp(), extension_reason = reason where q.request_id = request.request_id;
  request := retention._end_step(request, 'extend', case request.status when 'in_progress' then 'extended' else request.status end);
  insert into retention.request_notice (request_id, notice, due_on) values (request.request_id, 'extension', request.respond_due);
  perform retention._append_evidence('request extended', retention._request_facts(request) || jsonb_build_object('due', request.extend_due), reason);
  return request.extend_due;
end
$$;


ALTER FUNCTION retention.extend_request(request_id bigint, reason text) OWNER TO kaevo_retention_owner;

--
-- Name: fail_request(bigint, text); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.fail_request(request_id bigint, reason text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  request retention.request := retention._begin_step(request_id, 'fail');
begin
  request := retention._end_step(request, 'fail', 'failed');
  perform retention._append_evidence('request failed', retention._request_facts(request), reason);
end
$$;


ALTER FUNCTION retention.fail_request(request_id bigint, reason text) OWNER TO kaevo_retention_owner;

--
-- Name: findings(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.findings() RETURNS SETOF text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ select format('%s of %s is %s', d.what, d.object, d.found) from retention._stopping_drift() as d $$;


ALTER FUNCTION retention.findings() OWNER TO kaevo_retention_owner;

--
-- Name: foresee_users(jsonb, timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.foresee_users(subject_key jsonb, as_of timestamp with time zone) RETURNS TABLE(run_order integer, table_name text, row_count bigint, held bigint, deferred bigint, release_at timestamp with time zone, erase_at timestamp with time zone)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    AS $$
-- Columns are written with their table: what stands alone is a variable, whatever an application calls its key.
#variable_conflict use_variable
begin
  return query
  with mine as materialized (
    select
      f.id, f.due_at, f.erase_at,
      case
        when f.hold_id is not null then 'held'
        else 'due'
      end as state
    from (select distinct own.id from retention.own_analytics_events(foresee_users.subject_key) as own) as own
    join retention.analytics_events_fate as f on f.id = own.id
    join public.analytics_events as r on r.id = own.id
    left join retention.analytics_events_act as erased on f.id = erased.id and erased.stage = 'erase'
    where erased.done_at is null
  )
  select
    1, 'public.analytics_events'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'),
    null::timestamptz, max(mine.erase_at)
  from mine;
  return query
  with mine as materialized (
    select
      f.id, f.due_at, f.erase_at,
      case
        when f.hold_id is not null then 'held'
        else 'due'
      end as state
    from (select distinct own.id from retention.own_medical_records(foresee_users.subject_key) as own) as own
    join retention.medical_records_fate as f on f.id = own.id
    join public.medical_records as r on r.id = own.id
  )
  select
    2, 'public.medical_records'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'),
    null::timestamptz, max(mine.erase_at)
  from mine;
  return query
  with mine as materialized (
    select
      f.id, f.due_at, f.erase_at,
      case
        when f.hold_id is not null then 'held'
        when exists (
          select from public.medical_records as d
          where d.member_id = r.id
            and not exists (
              select from retention.medical_records_fate as f
              where d.id = f.id
                and (f.id) in (select own.id from retention.own_medical_records(foresee_users.subject_key) as own)
            )
        ) then 'deferred'
        else 'due'
      end as state
    from (select distinct own.id from retention.own_household_members(foresee_users.subject_key) as own) as own
    join retention.household_members_fate as f on f.id = own.id
    join public.household_members as r on r.id = own.id
  )
  select
    3, 'public.household_members'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'),
    null::timestamptz, max(mine.erase_at)
  from mine;
  return query
  with mine as materialized (
    select
      f.id, f.due_at, f.erase_at,
      case
        when f.hold_id is not null then 'held'
        else 'due'
      end as state
    from (select distinct own.id from retention.own_balance_snapshots(foresee_users.subject_key) as own) as own
    join retention.balance_snapshots_fate as f on f.id = own.id
    join public.balance_snapshots as r on r.id = own.id
  )
  select
    4, 'public.balance_snapshots'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'),
    null::timestamptz, max(mine.erase_at)
  from mine;
  return query
  with mine as materialized (
    select
      f.id, f.due_at, f.erase_at,
      case
        when f.hold_id is not null then 'held'
        when f.waits_until > as_of then 'deferred'
        else 'due'
      end as state
    from (select distinct own.id from retention.own_transactions(foresee_users.subject_key) as own) as own
    join retention.transactions_fate as f on f.id = own.id
    join public.transactions as r on r.id = own.id
  )
  select
    5, 'public.transactions'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'),
    null::timestamptz, max(mine.erase_at)
  from mine;
  return query
  with mine as materialized (
    select
      f.id, f.due_at, f.erase_at,
      case
        when f.hold_id is not null then 'held'
        when exists (
          select from public.balance_snapshots as d
          where d.account_id = r.id
            and not exists (
              select from retention.balance_snapshots_fate as f
              where d.id = f.id
                and (f.id) in (select own.id from retention.own_balance_snapshots(foresee_users.subject_key) as own)
            )
        ) then 'deferred'
        when exists (
          select from public.transactions as d
          where d.account_id = r.id
            and not exists (
              select from retention.transactions_fate as f
              where d.id = f.id
                and (f.id) in (select own.id from retention.own_transactions(foresee_users.subject_key) as own)
            )
        ) then 'deferred'
        else 'due'
      end as state
    from (select distinct own.id from retention.own_accounts(foresee_users.subject_key) as own) as own
    join retention.accounts_fate as f on f.id = own.id
    join public.accounts as r on r.id = own.id
  )
  select
    6, 'public.accounts'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'),
    null::timestamptz, max(mine.erase_at)
  from mine;
  return query
  with mine as materialized (
    select
      f.id, f.due_at, f.erase_at,
      case
        when f.hold_id is not null then 'held'
        else 'due'
      end as state
    from (select distinct own.id from retention.own_bills(foresee_users.subject_key) as own) as own
    join retention.bills_fate as f on f.id = own.id
    join public.bills as r on r.id = own.id
  )
  select
    7, 'public.bills'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'),
    null::timestamptz, max(mine.erase_at)
  from mine;
  return query
  with mine as materialized (
    select
      f.id, f.due_at, f.erase_at,
      case
        when f.hold_id is not null then 'held'
        else 'due'
      end as state
    from (select distinct own.id from retention.own_budgets(foresee_users.subject_key) as own) as own
    join retention.budgets_fate as f on f.id = own.id
    join public.budgets as r on r.id = own.id
  )
  select
    8, 'public.budgets'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'),
    null::timestamptz, max(mine.erase_at)
  from mine;
  return query
  with mine as materialized (
    select
      f.id, f.due_at, f.erase_at,
      case
        when f.hold_id is not null then 'held'
        else 'due'
      end as state
    from (select distinct own.id from retention.own_calendar_events(foresee_users.subject_key) as own) as own
    join retention.calendar_events_fate as f on f.id = own.id
    join public.calendar_events as r on r.id = own.id
  )
  select
    9, 'public.calendar_events'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'),
    null::timestamptz, max(mine.erase_at)
  from mine;
  return query
  with mine as materialized (
    select
      f.id, f.due_at, f.erase_at,
      case
        when f.hold_id is not null then 'held'
        else 'due'
      end as state
    from (select distinct own.id from retention.own_chores(foresee_users.subject_key) as own) as own
    join retention.chores_fate as f on f.id = own.id
    join public.chores as r on r.id = own.id
  )
  select
    10, 'public.chores'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'),
    null::timestamptz, max(mine.erase_at)
  from mine;
  return query
  with mine as materialized (
    select
      f.id, f.due_at, f.erase_at,
      case
        when f.hold_id is not null then 'held'
        else 'due'
      end as state
    from (select distinct own.id from retention.own_expenses(foresee_users.subject_key) as own) as own
    join retention.expenses_fate as f on f.id = own.id
    join public.expenses as r on r.id = own.id
  )
  select
    11, 'public.expenses'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'),
    null::timestamptz, max(mine.erase_at)
  from mine;
  return query
  with mine as materialized (
    select
      f.id, f.due_at, f.erase_at,
      case
        when f.hold_id is not null then 'held'
        else 'due'
      end as state
    from (select distinct own.id from retention.own_homes(foresee_users.subject_key) as own) as own
    join retention.homes_fate as f on f.id = own.id
    join public.homes as r on r.id = own.id
  )
  select
    12, 'public.homes'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'),
    null::timestamptz, max(mine.erase_at)
  from mine;
  return query
  with mine as materialized (
    select
      f.id, f.due_at, f.erase_at,
      case
        when f.hold_id is not null then 'held'
        else 'due'
      end as state
    from (select distinct own.id from retention.own_incomes(foresee_users.subject_key) as own) as own
    join retention.incomes_fate as f on f.id = own.id
    join public.incomes as r on r.id = own.id
  )
  select
    13, 'public.incomes'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'),
    null::timestamptz, max(mine.erase_at)
  from mine;
  return query
  with mine as materialized (
    select
      f.id, f.due_at, f.erase_at,
      case
        when f.hold_id is not null then 'held'
        else 'due'
      end as state
    from (select distinct own.id from retention.own_investment_accounts(foresee_users.subject_key) as own) as own
    join retention.investment_accounts_fate as f on f.id = own.id
    join public.investment_accounts as r on r.id = own.id
  )
  select
    14, 'public.investment_accounts'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'),
    null::timestamptz, max(mine.erase_at)
  from mine;
  return query
  with mine as materialized (
    select
      f.id, f.due_at, f.erase_at,
      case
        when f.hold_id is not null then 'held'
        else 'due'
      end as state
    from (select distinct own.id from retention.own_recipes(foresee_users.subject_key) as own) as own
    join retention.recipes_fate as f on f.id = own.id
    join public.recipes as r on r.id = own.id
  )
  select
    15, 'public.recipes'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'),
    null::timestamptz, max(mine.erase_at)
  from mine;
  return query
  with mine as materialized (
    select
      f.id, f.due_at, f.erase_at,
      case
        when f.hold_id is not null then 'held'
        else 'due'
      end as state
    from (select distinct own.id from retention.own_vacations(foresee_users.subject_key) as own) as own
    join retention.vacations_fate as f on f.id = own.id
    join public.vacations as r on r.id = own.id
  )
  select
    16, 'public.vacations'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'),
    null::timestamptz, max(mine.erase_at)
  from mine;
  return query
  with mine as materialized (
    select
      f.id, f.due_at, f.erase_at,
      case
        when f.hold_id is not null then 'held'
        else 'due'
      end as state
    from (select distinct own.id from retention.own_vault_documents(foresee_users.subject_key) as own) as own
    join retention.vault_documents_fate as f on f.id = own.id
    join public.vault_documents as r on r.id = own.id
  )
  select
    17, 'public.vault_documents'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'),
    null::timestamptz, max(mine.erase_at)
  from mine;
  return query
  with mine as materialized (
    select
      f.id, f.due_at, f.erase_at,
      case
        when f.hold_id is not null then 'held'
        else 'due'
      end as state
    from (select distinct own.id from retention.own_vehicles(foresee_users.subject_key) as own) as own
    join retention.vehicles_fate as f on f.id = own.id
    join public.vehicles as r on r.id = own.id
  )
  select
    18, 'public.vehicles'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'),
    null::timestamptz, max(mine.erase_at)
  from mine;
  return query
  with mine as materialized (
    select
      f.id, f.due_at, f.erase_at,
      case
        when f.hold_id is not null then 'held'
        when exists (
          select from public.accounts as d
          where d.household_id = r.id
            and not exists (
              select from retention.accounts_fate as f
              where d.id = f.id
                and (f.id) in (select own.id from retention.own_accounts(foresee_users.subject_key) as own)
            )
        ) then 'deferred'
        when exists (
          select from public.bills as d
          where d.household_id = r.id
            and not exists (
              select from retention.bills_fate as f
              where d.id = f.id
                and (f.id) in (select own.id from retention.own_bills(foresee_users.subject_key) as own)
            )
        ) then 'deferred'
        when exists (
          select from public.budgets as d
          where d.household_id = r.id
            and not exists (
              select from retention.budgets_fate as f
              where d.id = f.id
                and (f.id) in (select own.id from retention.own_budgets(foresee_users.subject_key) as own)
            )
        ) then 'deferred'
        when exists (
          select from public.calendar_events as d
          where d.household_id = r.id
            and not exists (
              select from retention.calendar_events_fate as f
              where d.id = f.id
                and (f.id) in (select own.id from retention.own_calendar_events(foresee_users.subject_key) as own)
            )
        ) then 'deferred'
        when exists (
          select from public.chores as d
          where d.household_id = r.id
            and not exists (
              select from retention.chores_fate as f
              where d.id = f.id
                and (f.id) in (select own.id from retention.own_chores(foresee_users.subject_key) as own)
            )
        ) then 'deferred'
        when exists (
          select from public.expenses as d
          where d.household_id = r.id
            and not exists (
              select from retention.expenses_fate as f
              where d.id = f.id
                and (f.id) in (select own.id from retention.own_expenses(foresee_users.subject_key) as own)
            )
        ) then 'deferred'
        when exists (
          select from public.homes as d
          where d.household_id = r.id
            and not exists (
              select from retention.homes_fate as f
              where d.id = f.id
                and (f.id) in (select own.id from retention.own_homes(foresee_users.subject_key) as own)
            )
        ) then 'deferred'
        when exists (
          select from public.household_members as d
          where d.household_id = r.id
            and not exists (
              select from retention.household_members_fate as f
              where d.id = f.id
                and (f.id) in (select own.id from retention.own_household_members(foresee_users.subject_key) as own)
            )
        ) then 'deferred'
        when exists (
          select from public.incomes as d
          where d.household_id = r.id
            and not exists (
              select from retention.incomes_fate as f
              where d.id = f.id
                and (f.id) in (select own.id from retention.own_incomes(foresee_users.subject_key) as own)
            )
        ) then 'deferred'
        when exists (
          select from public.investment_accounts as d
          where d.household_id = r.id
            and not exists (
              select from retention.investment_accounts_fate as f
              where d.id = f.id
                and (f.id) in (select own.id from retention.own_investment_accounts(foresee_users.subject_key) as own)
            )
        ) then 'deferred'
        when exists (
          select from public.recipes as d
          where d.household_id = r.id
            and not exists (
              select from retention.recipes_fate as f
              where d.id = f.id
                and (f.id) in (select own.id from retention.own_recipes(foresee_users.subject_key) as own)
            )
        ) then 'deferred'
        when exists (
          select from public.vacations as d
          where d.household_id = r.id
            and not exists (
              select from retention.vacations_fate as f
              where d.id = f.id
                and (f.id) in (select own.id from retention.own_vacations(foresee_users.subject_key) as own)
            )
        ) then 'deferred'
        when exists (
          select from public.vault_documents as d
          where d.household_id = r.id
            and not exists (
              select from retention.vault_documents_fate as f
              where d.id = f.id
                and (f.id) in (select own.id from retention.own_vault_documents(foresee_users.subject_key) as own)
            )
        ) then 'deferred'
        when exists (
          select from public.vehicles as d
          where d.household_id = r.id
            and not exists (
              select from retention.vehicles_fate as f
              where d.id = f.id
                and (f.id) in (select own.id from retention.own_vehicles(foresee_users.subject_key) as own)
            )
        ) then 'deferred'
        else 'due'
      end as state
    from (select distinct own.id from retention.own_households(foresee_users.subject_key) as own) as own
    join retention.households_fate as f on f.id = own.id
    join public.households as r on r.id = own.id
  )
  select
    19, 'public.households'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'),
    null::timestamptz, max(mine.erase_at)
  from mine;
  return query
  with mine as materialized (
    select
      f.id, f.due_at, f.erase_at,
      case
        when f.hold_id is not null then 'held'
        else 'due'
      end as state
    from (select distinct own.id from retention.own_inactivity_notices(foresee_users.subject_key) as own) as own
    join retention.inactivity_notices_fate as f on f.id = own.id
    join public.inactivity_notices as r on r.id = own.id
  )
  select
    20, 'public.inactivity_notices'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'),
    null::timestamptz, max(mine.erase_at)
  from mine;
  return query
  with mine as materialized (
    select
      f.incident_id, f.user_id, f.due_at, f.erase_at,
      case
        when f.hold_id is not null then 'held'
        else 'due'
      end as state
    from (select distinct own.incident_id, own.user_id from retention.own_incident_subjects(foresee_users.subject_key) as own) as own
    join retention.incident_subjects_fate as f on f.incident_id = own.incident_id and f.user_id = own.user_id
    join public.incident_subjects as r on r.incident_id = own.incident_id and r.user_id = own.user_id
  )
  select
    21, 'public.incident_subjects'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'),
    null::timestamptz, max(mine.erase_at)
  from mine;
  return query
  with mine as materialized (
    select
      f.id, f.due_at, f.erase_at,
      case
        when f.hold_id is not null then 'held'
        when exists (
          select from public.accounts as d, public.plaid_accounts as c1
          where d.plaid_account_id = c1.id and c1.connection_id = r.id
            and not exists (
              select from retention.accounts_fate as f
              where d.id = f.id
                and (f.id) in (select own.id from retention.own_accounts(foresee_users.subject_key) as own)
            )
        ) then 'deferred'
        else 'due'
      end as state
    from (select distinct own.id from retention.own_plaid_connections(foresee_users.subject_key) as own) as own
    join retention.plaid_connections_fate as f on f.id = own.id
    join public.plaid_connections as r on r.id = own.id
  )
  select
    22, 'public.plaid_connections'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'),
    null::timestamptz, max(mine.erase_at)
  from mine
  union all
  select 22, 'public.plaid_accounts'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'), null, null
  from public.plaid_accounts as c, public.plaid_connections as r, mine
  where c.connection_id = r.id and r.id = mine.id;
  return query
  with mine as materialized (
    select
      f.id, f.due_at, f.erase_at,
      case
        when f.hold_id is not null then 'held'
        else 'due'
      end as state
    from (select distinct own.id from retention.own_subscriptions(foresee_users.subject_key) as own) as own
    join retention.subscriptions_fate as f on f.id = own.id
    join public.subscriptions as r on r.id = own.id
    left join retention.subscriptions_act as erased on f.id = erased.id and erased.stage = 'erase'
    where erased.done_at is null
  )
  select
    23, 'public.subscriptions'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'),
    max(coalesce(mine.due_at, 'infinity')), max(mine.erase_at)
  from mine;
  return query
  with mine as materialized (
    select
      f.id, f.due_at, f.erase_at,
      case
        when f.hold_id is not null then 'held'
        else 'due'
      end as state
    from (select distinct own.id from retention.own_support_threads(foresee_users.subject_key) as own) as own
    join retention.support_threads_fate as f on f.id = own.id
    join public.support_threads as r on r.id = own.id
  )
  select
    24, 'public.support_threads'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'),
    null::timestamptz, max(mine.erase_at)
  from mine
  union all
  select 24, 'public.support_messages'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'), null, null
  from public.support_messages as c, public.support_threads as r, mine
  where c.thread_id = r.id and r.id = mine.id;
  return query
  with mine as materialized (
    select
      f.at, f.id, f.due_at, f.erase_at,
      case
        when f.hold_id is not null then 'held'
        else 'due'
      end as state
    from (select distinct own.at, own.id from retention.own_app_logs(foresee_users.subject_key) as own) as own
    join retention.app_logs_fate as f on f.at = own.at and f.id = own.id
    join public.app_logs as r on r.at = own.at and r.id = own.id
    left join retention.app_logs_act as erased on f.at = erased.at and f.id = erased.id and erased.stage = 'erase'
    where erased.done_at is null
  )
  select
    25, 'public.app_logs'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'),
    null::timestamptz, max(mine.erase_at)
  from mine;
  return query
  with mine as materialized (
    select
      f.id, f.due_at, f.erase_at,
      case
        when f.hold_id is not null then 'held'
        when exists (
          select from public.household_members as d, public.users as c1
          where d.user_id = c1.id and c1.id = r.id
            and not exists (
              select from retention.household_members_fate as f
              where d.id = f.id
                and (f.id) in (select own.id from retention.own_household_members(foresee_users.subject_key) as own)
            )
        ) then 'deferred'
        when exists (
          select from public.households as d, public.users as c1
          where d.owner_user_id = c1.id and c1.id = r.id
            and not exists (
              select from retention.households_fate as f
              where d.id = f.id
                and (f.id) in (select own.id from retention.own_households(foresee_users.subject_key) as own)
            )
        ) then 'deferred'
        when exists (
          select from public.inactivity_notices as d, public.users as c1
          where d.user_id = c1.id and c1.id = r.id
            and not exists (
              select from retention.inactivity_notices_fate as f
              where d.id = f.id
                and (f.id) in (select own.id from retention.own_inactivity_notices(foresee_users.subject_key) as own)
            )
        ) then 'deferred'
        when exists (
          select from public.incident_subjects as d, public.users as c1
          where d.user_id = c1.id and c1.id = r.id
            and not exists (
              select from retention.incident_subjects_fate as f
              where d.incident_id = f.incident_id and d.user_id = f.user_id
                and (f.incident_id, f.user_id) in (select own.incident_id, own.user_id from retention.own_incident_subjects(foresee_users.subject_key) as own)
            )
        ) then 'deferred'
        when exists (
          select from public.plaid_connections as d, public.users as c1
          where d.user_id = c1.id and c1.id = r.id
            and not exists (
              select from retention.plaid_connections_fate as f
              where d.id = f.id
                and (f.id) in (select own.id from retention.own_plaid_connections(foresee_users.subject_key) as own)
            )
        ) then 'deferred'
        when exists (
          select from public.subscriptions as d, public.users as c1
          where d.user_id = c1.id and c1.id = r.id
            and not exists (
              select from retention.subscriptions_fate as f
              where d.id = f.id
                and (f.id) in (select own.id from retention.own_subscriptions(foresee_users.subject_key) as own)
            )
        ) then 'deferred'
        when exists (
          select from public.support_threads as d, public.users as c1
          where d.user_id = c1.id and c1.id = r.id
            and not exists (
              select from retention.support_threads_fate as f
              where d.id = f.id
                and (f.id) in (select own.id from retention.own_support_threads(foresee_users.subject_key) as own)
            )
        ) then 'deferred'
        else 'due'
      end as state
    from (select distinct own.id from retention.own_auth_users(foresee_users.subject_key) as own) as own
    join retention.auth_users_fate as f on f.id = own.id
    join auth.users as r on r.id = own.id
  )
  select
    26, 'auth.users'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'),
    null::timestamptz, max(mine.erase_at)
  from mine
  union all
  select 26, 'public.users'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'), null, null
  from public.users as c, auth.users as r, mine
  where c.id = r.id and r.id = mine.id;
end
$$;


ALTER FUNCTION retention.foresee_users(subject_key jsonb, as_of timestamp with time zone) OWNER TO kaevo_retention_owner;

--
-- Name: give_notice(bigint, text); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.give_notice(request_id bigint, notice text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  request retention.request;
begin
  update retention.request_notice as n
  set given_at = clock_timestamp(), given_by = session_user
  where n.request_id = give_notice.request_id and n.notice = give_notice.notice and n.given_at is null;
  if not found then
    raise exception 'no notice "%" of request % is due', notice, request_id using errcode = 'RH013', hint = 'select * from retention.requests_due;';
  end if;
  select * into strict request from retention.request as q where q.request_id = give_notice.request_id;
  perform retention._append_evidence('notice given', retention._request_facts(request) || jsonb_build_object('notice', notice));
end
$$;


ALTER FUNCTION retention.give_notice(request_id bigint, notice text) OWNER TO kaevo_retention_owner;

--
-- Name: go_on(text); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.go_on(note text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  update retention.installation
  set system_identifier = (select c.system_identifier from pg_control_system() as c),
      database_oid = (select d.oid from pg_database as d where d.datname = current_database()),
      heartbeat = clock_timestamp();
  perform retention._append_evidence('told to go on', '{}', note);
end
$$;


ALTER FUNCTION retention.go_on(note text) OWNER TO kaevo_retention_owner;

--
-- Name: guard_accounts(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.guard_accounts() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    SET "IntervalStyle" TO 'iso_8601'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    SET jit TO 'off'
    AS $$
declare
  holds bigint[];
  from_above bigint[];
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    perform from retention.hold_epoch for share;
  end if;
  -- Nothing is on hold, as on most days: then there is nothing to follow.
  if not exists (select from retention.active_hold as h where not h.standing) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners (from above), or a row that refers to it.
  select array_agg(distinct covering.hold_id), array_agg(distinct covering.hold_id) filter (where covering.from_above)
  into holds, from_above
  from (
    select m.hold_id, true as from_above from retention.accounts_matched as m where m.id = old.id
    union all
    -- belongs to households
    select m.hold_id, true from retention.households_matched as m
    where m.id = any (array(
        select households.id
        from public.households as households
        where old.household_id = households.id
      ))
    union all
    -- belongs to users
    select m.hold_id, true from retention.users_matched as m
    where m.id = any (array(
        select users.id
        from public.households as households
        join public.users as users on households.owner_user_id = users.id
        where old.household_id = households.id
      ))
    union all
    -- is referred to by balance_snapshots
    select held.hold_id, false
    from retention.balance_snapshots_matched as held
    join public.balance_snapshots as d on d.id = held.id
    where d.account_id = old.id
    union all
    -- is referred to by transactions
    select held.hold_id, false
    from retention.transactions_held as held
    join public.transactions as d on d.id = held.id
    where d.account_id = old.id
  ) as covering;
  if holds is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'a row of % is on legal hold: matter %', 'accounts', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id, old.household_id) is distinct from (new.id, new.household_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'accounts' using errcode = 'RH001';
  end if;
  -- Its class or its date changes: the holds go on naming it.
  if (old.created_at) is distinct from (new.created_at) then
    insert into retention.accounts_hold (hold_id, id)
    select h.hold_id, old.id
    from retention.active_hold as h
    where h.hold_id = any (from_above) and not h.standing
    on conflict do nothing;
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.accounts', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_accounts() OWNER TO kaevo_retention_owner;

--
-- Name: guard_analytics_events(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.guard_analytics_events() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    SET "IntervalStyle" TO 'iso_8601'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    SET jit TO 'off'
    AS $$
declare
  holds bigint[];
  from_above bigint[];
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    perform from retention.hold_epoch for share;
  end if;
  -- Nothing is on hold, as on most days: then there is nothing to follow.
  if not exists (select from retention.active_hold as h where not h.standing) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners (from above), or a row that refers to it.
  select array_agg(distinct covering.hold_id), array_agg(distinct covering.hold_id) filter (where covering.from_above)
  into holds, from_above
  from (
    select m.hold_id, true as from_above from retention.analytics_events_matched as m where m.id = old.id
    union all
    -- belongs to users
    select m.hold_id, true from retention.users_matched as m
    where m.id = any (array(
        select users.id
        from public.users as users
        where old.user_id = users.id
      ))
  ) as covering;
  if holds is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'a row of % is on legal hold: matter %', 'analytics_events', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id, old.user_id) is distinct from (new.id, new.user_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'analytics_events' using errcode = 'RH001';
  end if;
  -- Its class or its date changes: the holds go on naming it.
  if (old.collected_at) is distinct from (new.collected_at) then
    insert into retention.analytics_events_hold (hold_id, id)
    select h.hold_id, old.id
    from retention.active_hold as h
    where h.hold_id = any (from_above) and not h.standing
    on conflict do nothing;
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.analytics_events', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_analytics_events() OWNER TO kaevo_retention_owner;

--
-- Name: guard_app_logs(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.guard_app_logs() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    SET "IntervalStyle" TO 'iso_8601'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    SET jit TO 'off'
    AS $$
declare
  holds bigint[];
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    perform from retention.hold_epoch for share;
  end if;
  -- Nothing is on hold, as on most days: then there is nothing to follow.
  if not exists (select from retention.active_hold as h where not h.standing) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners, or a row that refers to it.
  select array_agg(distinct covering.hold_id)
  into holds
  from (
    select m.hold_id from retention.app_logs_matched as m where m.at = old.at and m.id = old.id
    union all
    -- belongs to users
    select m.hold_id from retention.users_matched as m
    where m.id = any (array(
        select users.id
        from public.users as users
        where old.user_id = users.id
      ))
  ) as covering;
  if holds is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'a row of % is on legal hold: matter %', 'app_logs', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.at, old.id, old.user_id) is distinct from (new.at, new.id, new.user_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'app_logs' using errcode = 'RH001';
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.app_logs', jsonb_build_array(old.at, old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_app_logs() OWNER TO kaevo_retention_owner;

--
-- Name: guard_auth_users(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.guard_auth_users() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    SET "IntervalStyle" TO 'iso_8601'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    SET jit TO 'off'
    AS $$
declare
  holds bigint[];
  from_above bigint[];
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    perform from retention.hold_epoch for share;
  end if;
  -- Nothing is on hold, as on most days: then there is nothing to follow.
  if not exists (select from retention.active_hold as h where not h.standing) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners (from above), or a row that refers to it.
  select array_agg(distinct covering.hold_id), array_agg(distinct covering.hold_id) filter (where covering.from_above)
  into holds, from_above
  from (
    select m.hold_id, true as from_above from retention.auth_users_matched as m where m.id = old.id
    union all
    -- belongs to users
    select m.hold_id, true from retention.users_matched as m
    where m.id = any (array(
        select users.id
        from public.users as users
        where old.id = users.id
      ))
    union all
    -- is referred to by users
    select held.hold_id, false
    from retention.users_held as held
    join public.users as d on d.id = held.id
    where d.id = old.id
  ) as covering;
  if holds is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'a row of % is on legal hold: matter %', 'auth.users', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id) is distinct from (new.id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'auth.users' using errcode = 'RH001';
  end if;
  -- Its class or its date changes: the holds go on naming it.
  if (old.created_at) is distinct from (new.created_at) then
    insert into retention.auth_users_hold (hold_id, id)
    select h.hold_id, old.id
    from retention.active_hold as h
    where h.hold_id = any (from_above) and not h.standing
    on conflict do nothing;
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'auth.users', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_auth_users() OWNER TO kaevo_retention_owner;

--
-- Name: guard_balance_snapshots(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.guard_balance_snapshots() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    SET "IntervalStyle" TO 'iso_8601'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    SET jit TO 'off'
    AS $$
declare
  holds bigint[];
  from_above bigint[];
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    perform from retention.hold_epoch for share;
  end if;
  -- Nothing is on hold, as on most days: then there is nothing to follow.
  if not exists (select from retention.active_hold as h where not h.standing) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners (from above), or a row that refers to it.
  select array_agg(distinct covering.hold_id), array_agg(distinct covering.hold_id) filter (where covering.from_above)
  into holds, from_above
  from (
    select m.hold_id, true as from_above from retention.balance_snapshots_matched as m where m.id = old.id
    union all
    -- belongs to accounts
    select m.hold_id, true from retention.accounts_matched as m
    where m.id = any (array(
        select accounts.id
        from public.accounts as accounts
        where old.account_id = accounts.id
      ))
    union all
    -- belongs to households
    select m.hold_id, true from retention.households_matched as m
    where m.id = any (array(
        select households.id
        from public.accounts as accounts
        join public.households as households on accounts.household_id = households.id
        where old.account_id = accounts.id
      ))
    union all
    -- belongs to users
    select m.hold_id, true from retention.users_matched as m
    where m.id = any (array(
        select users.id
        from public.accounts as accounts
        join public.households as households on accounts.household_id = households.id
        join public.users as users on households.owner_user_id = users.id
        where old.account_id = accounts.id
      ))
  ) as covering;
  if holds is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'a row of % is on legal hold: matter %', 'balance_snapshots', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id, old.account_id) is distinct from (new.id, new.account_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'balance_snapshots' using errcode = 'RH001';
  end if;
  -- Its class or its date changes: the holds go on naming it.
  if (old.as_of) is distinct from (new.as_of) then
    insert into retention.balance_snapshots_hold (hold_id, id)
    select h.hold_id, old.id
    from retention.active_hold as h
    where h.hold_id = any (from_above) and not h.standing
    on conflict do nothing;
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.balance_snapshots', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_balance_snapshots() OWNER TO kaevo_retention_owner;

--
-- Name: guard_billing_events(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.guard_billing_events() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    SET "IntervalStyle" TO 'iso_8601'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    SET jit TO 'off'
    AS $$
declare
  holds bigint[];
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    perform from retention.hold_epoch for share;
  end if;
  -- Nothing is on hold, as on most days: then there is nothing to follow.
  if not exists (select from retention.active_hold as h where not h.standing) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners, or a row that refers to it.
  select array_agg(distinct covering.hold_id)
  into holds
  from (
    select m.hold_id from retention.billing_events_matched as m where m.id = old.id
    union all
    -- belongs to subscriptions
    select m.hold_id from retention.subscriptions_matched as m
    where m.id = any (array(
        select subscriptions.id
        from public.subscriptions as subscriptions
        where old.subscription_id = subscriptions.id
      ))
    union all
    -- belongs to users
    select m.hold_id from retention.users_matched as m
    where m.id = any (array(
        select users.id
        from public.subscriptions as subscriptions
        join public.users as users on subscriptions.user_id = users.id
        where old.subscription_id = subscriptions.id
      ))
  ) as covering;
  if holds is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'a row of % is on legal hold: matter %', 'billing_events', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id, old.subscription_id) is distinct from (new.id, new.subscription_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'billing_events' using errcode = 'RH001';
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.billing_events', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_billing_events() OWNER TO kaevo_retention_owner;

--
-- Name: guard_bills(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.guard_bills() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    SET "IntervalStyle" TO 'iso_8601'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    SET jit TO 'off'
    AS $$
declare
  holds bigint[];
  from_above bigint[];
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    perform from retention.hold_epoch for share;
  end if;
  -- Nothing is on hold, as on most days: then there is nothing to follow.
  if not exists (select from retention.active_hold as h where not h.standing) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners (from above), or a row that refers to it.
  select array_agg(distinct covering.hold_id), array_agg(distinct covering.hold_id) filter (where covering.from_above)
  into holds, from_above
  from (
    select m.hold_id, true as from_above from retention.bills_matched as m where m.id = old.id
    union all
    -- belongs to households
    select m.hold_id, true from retention.households_matched as m
    where m.id = any (array(
        select households.id
        from public.households as households
        where old.household_id = households.id
      ))
    union all
    -- belongs to users
    select m.hold_id, true from retention.users_matched as m
    where m.id = any (array(
        select users.id
        from public.households as households
        join public.users as users on households.owner_user_id = users.id
        where old.household_id = households.id
      ))
  ) as covering;
  if holds is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'a row of % is on legal hold: matter %', 'bills', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id, old.household_id) is distinct from (new.id, new.household_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'bills' using errcode = 'RH001';
  end if;
  -- Its class or its date changes: the holds go on naming it.
  if (old.due_on) is distinct from (new.due_on) then
    insert into retention.bills_hold (hold_id, id)
    select h.hold_id, old.id
    from retention.active_hold as h
    where h.hold_id = any (from_above) and not h.standing
    on conflict do nothing;
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.bills', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_bills() OWNER TO kaevo_retention_owner;

--
-- Name: guard_budgets(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.guard_budgets() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    SET "IntervalStyle" TO 'iso_8601'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    SET jit TO 'off'
    AS $$
declare
  holds bigint[];
  from_above bigint[];
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    perform from retention.hold_epoch for share;
  end if;
  -- Nothing is on hold, as on most days: then there is nothing to follow.
  if not exists (select from retention.active_hold as h where not h.standing) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners (from above), or a row that refers to it.
  select array_agg(distinct covering.hold_id), array_agg(distinct covering.hold_id) filter (where covering.from_above)
  into holds, from_above
  from (
    select m.hold_id, true as from_above from retention.budgets_matched as m where m.id = old.id
    union all
    -- belongs to households
    select m.hold_id, true from retention.households_matched as m
    where m.id = any (array(
        select households.id
        from public.households as households
        where old.household_id = households.id
      ))
    union all
    -- belongs to users
    select m.hold_id, true from retention.users_matched as m
    where m.id = any (array(
        select users.id
        from public.households as households
        join public.users as users on households.owner_user_id = users.id
        where old.household_id = households.id
      ))
  ) as covering;
  if holds is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'a row of % is on legal hold: matter %', 'budgets', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id, old.household_id) is distinct from (new.id, new.household_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'budgets' using errcode = 'RH001';
  end if;
  -- Its class or its date changes: the holds go on naming it.
  if (old.created_at) is distinct from (new.created_at) then
    insert into retention.budgets_hold (hold_id, id)
    select h.hold_id, old.id
    from retention.active_hold as h
    where h.hold_id = any (from_above) and not h.standing
    on conflict do nothing;
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.budgets', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_budgets() OWNER TO kaevo_retention_owner;

--
-- Name: guard_calendar_events(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.guard_calendar_events() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    SET "IntervalStyle" TO 'iso_8601'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    SET jit TO 'off'
    AS $$
declare
  holds bigint[];
  from_above bigint[];
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    perform from retention.hold_epoch for share;
  end if;
  -- Nothing is on hold, as on most days: then there is nothing to follow.
  if not exists (select from retention.active_hold as h where not h.standing) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners (from above), or a row that refers to it.
  select array_agg(distinct covering.hold_id), array_agg(distinct covering.hold_id) filter (where covering.from_above)
  into holds, from_above
  from (
    select m.hold_id, true as from_above from retention.calendar_events_matched as m where m.id = old.id
    union all
    -- belongs to households
    select m.hold_id, true from retention.households_matched as m
    where m.id = any (array(
        select households.id
        from public.households as households
        where old.household_id = households.id
      ))
    union all
    -- belongs to users
    select m.hold_id, true from retention.users_matched as m
    where m.id = any (array(
        select users.id
        from public.households as households
        join public.users as users on households.owner_user_id = users.id
        where old.household_id = households.id
      ))
  ) as covering;
  if holds is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'a row of % is on legal hold: matter %', 'calendar_events', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id, old.household_id) is distinct from (new.id, new.household_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'calendar_events' using errcode = 'RH001';
  end if;
  -- Its class or its date changes: the holds go on naming it.
  if (old.created_at) is distinct from (new.created_at) then
    insert into retention.calendar_events_hold (hold_id, id)
    select h.hold_id, old.id
    from retention.active_hold as h
    where h.hold_id = any (from_above) and not h.standing
    on conflict do nothing;
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.calendar_events', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_calendar_events() OWNER TO kaevo_retention_owner;

--
-- Name: guard_chores(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.guard_chores() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    SET "IntervalStyle" TO 'iso_8601'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    SET jit TO 'off'
    AS $$
declare
  holds bigint[];
  from_above bigint[];
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    perform from retention.hold_epoch for share;
  end if;
  -- Nothing is on hold, as on most days: then there is nothing to follow.
  if not exists (select from retention.active_hold as h where not h.standing) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners (from above), or a row that refers to it.
  select array_agg(distinct covering.hold_id), array_agg(distinct covering.hold_id) filter (where covering.from_above)
  into holds, from_above
  from (
    select m.hold_id, true as from_above from retention.chores_matched as m where m.id = old.id
    union all
    -- belongs to households
    select m.hold_id, true from retention.households_matched as m
    where m.id = any (array(
        select households.id
        from public.households as households
        where old.household_id = households.id
      ))
    union all
    -- belongs to users
    select m.hold_id, true from retention.users_matched as m
    where m.id = any (array(
        select users.id
        from public.households as households
        join public.users as users on households.owner_user_id = users.id
        where old.household_id = households.id
      ))
  ) as covering;
  if holds is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'a row of % is on legal hold: matter %', 'chores', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id, old.household_id) is distinct from (new.id, new.household_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'chores' using errcode = 'RH001';
  end if;
  -- Its class or its date changes: the holds go on naming it.
  if (old.created_at) is distinct from (new.created_at) then
    insert into retention.chores_hold (hold_id, id)
    select h.hold_id, old.id
    from retention.active_hold as h
    where h.hold_id = any (from_above) and not h.standing
    on conflict do nothing;
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.chores', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_chores() OWNER TO kaevo_retention_owner;

--
-- Name: guard_expenses(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.guard_expenses() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    SET "IntervalStyle" TO 'iso_8601'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    SET jit TO 'off'
    AS $$
declare
  holds bigint[];
  from_above bigint[];
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    perform from retention.hold_epoch for share;
  end if;
  -- Nothing is on hold, as on most days: then there is nothing to follow.
  if not exists (select from retention.active_hold as h where not h.standing) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners (from above), or a row that refers to it.
  select array_agg(distinct covering.hold_id), array_agg(distinct covering.hold_id) filter (where covering.from_above)
  into holds, from_above
  from (
    select m.hold_id, true as from_above from retention.expenses_matched as m where m.id = old.id
    union all
    -- belongs to households
    select m.hold_id, true from retention.households_matched as m
    where m.id = any (array(
        select households.id
        from public.households as households
        where old.household_id = households.id
      ))
    union all
    -- belongs to users
    select m.hold_id, true from retention.users_matched as m
    where m.id = any (array(
        select users.id
        from public.households as households
        join public.users as users on households.owner_user_id = users.id
        where old.household_id = households.id
      ))
  ) as covering;
  if holds is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'a row of % is on legal hold: matter %', 'expenses', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id, old.household_id) is distinct from (new.id, new.household_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'expenses' using errcode = 'RH001';
  end if;
  -- Its class or its date changes: the holds go on naming it.
  if (old.created_at) is distinct from (new.created_at) then
    insert into retention.expenses_hold (hold_id, id)
    select h.hold_id, old.id
    from retention.active_hold as h
    where h.hold_id = any (from_above) and not h.standing
    on conflict do nothing;
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.expenses', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_expenses() OWNER TO kaevo_retention_owner;

--
-- Name: guard_homes(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.guard_homes() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    SET "IntervalStyle" TO 'iso_8601'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    SET jit TO 'off'
    AS $$
declare
  holds bigint[];
  from_above bigint[];
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    perform from retention.hold_epoch for share;
  end if;
  -- Nothing is on hold, as on most days: then there is nothing to follow.
  if not exists (select from retention.active_hold as h where not h.standing) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners (from above), or a row that refers to it.
  select array_agg(distinct covering.hold_id), array_agg(distinct covering.hold_id) filter (where covering.from_above)
  into holds, from_above
  from (
    select m.hold_id, true as from_above from retention.homes_matched as m where m.id = old.id
    union all
    -- belongs to households
    select m.hold_id, true from retention.households_matched as m
    where m.id = any (array(
        select households.id
        from public.households as households
        where old.household_id = households.id
      ))
    union all
    -- belongs to users
    select m.hold_id, true from retention.users_matched as m
    where m.id = any (array(
        select users.id
        from public.households as households
        join public.users as users on households.owner_user_id = users.id
        where old.household_id = households.id
      ))
  ) as covering;
  if holds is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'a row of % is on legal hold: matter %', 'homes', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id, old.household_id) is distinct from (new.id, new.household_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'homes' using errcode = 'RH001';
  end if;
  -- Its class or its date changes: the holds go on naming it.
  if (old.created_at) is distinct from (new.created_at) then
    insert into retention.homes_hold (hold_id, id)
    select h.hold_id, old.id
    from retention.active_hold as h
    where h.hold_id = any (from_above) and not h.standing
    on conflict do nothing;
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.homes', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_homes() OWNER TO kaevo_retention_owner;

--
-- Name: guard_household_members(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.guard_household_members() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    SET "IntervalStyle" TO 'iso_8601'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    SET jit TO 'off'
    AS $$
declare
  holds bigint[];
  from_above bigint[];
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    perform from retention.hold_epoch for share;
  end if;
  -- Nothing is on hold, as on most days: then there is nothing to follow.
  if not exists (select from retention.active_hold as h where not h.standing) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners (from above), or a row that refers to it.
  select array_agg(distinct covering.hold_id), array_agg(distinct covering.hold_id) filter (where covering.from_above)
  into holds, from_above
  from (
    select m.hold_id, true as from_above from retention.household_members_matched as m where m.id = old.id
    union all
    -- belongs to households
    select m.hold_id, true from retention.households_matched as m
    where m.id = any (array(
        select households.id
        from public.households as households
        where old.household_id = households.id
      ))
    union all
    -- belongs to users
    select m.hold_id, true from retention.users_matched as m
    where m.id = any (array(
        select users.id
        from public.households as households
        join public.users as users on households.owner_user_id = users.id
        where old.household_id = households.id
      ))
    union all
    -- is referred to by medical_records
    select held.hold_id, false
    from retention.medical_records_matched as held
    join public.medical_records as d on d.id = held.id
    where d.member_id = old.id
  ) as covering;
  if holds is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'a row of % is on legal hold: matter %', 'household_members', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id, old.household_id) is distinct from (new.id, new.household_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'household_members' using errcode = 'RH001';
  end if;
  -- Its class or its date changes: the holds go on naming it.
  if (old.created_at) is distinct from (new.created_at) then
    insert into retention.household_members_hold (hold_id, id)
    select h.hold_id, old.id
    from retention.active_hold as h
    where h.hold_id = any (from_above) and not h.standing
    on conflict do nothing;
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.household_members', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_household_members() OWNER TO kaevo_retention_owner;

--
-- Name: guard_households(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.guard_households() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    SET "IntervalStyle" TO 'iso_8601'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    SET jit TO 'off'
    AS $$
declare
  holds bigint[];
  from_above bigint[];
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    perform from retention.hold_epoch for share;
  end if;
  -- Nothing is on hold, as on most days: then there is nothing to follow.
  if not exists (select from retention.active_hold as h where not h.standing) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners (from above), or a row that refers to it.
  select array_agg(distinct covering.hold_id), array_agg(distinct covering.hold_id) filter (where covering.from_above)
  into holds, from_above
  from (
    select m.hold_id, true as from_above from retention.households_matched as m where m.id = old.id
    union all
    -- belongs to users
    select m.hold_id, true from retention.users_matched as m
    where m.id = any (array(
        select users.id
        from public.users as users
        where old.owner_user_id = users.id
      ))
    union all
    -- is referred to by accounts
    select held.hold_id, false
    from retention.accounts_upward as held
    join public.accounts as d on d.id = held.id
    where d.household_id = old.id
    union all
    -- is referred to by bills
    select held.hold_id, false
    from retention.bills_matched as held
    join public.bills as d on d.id = held.id
    where d.household_id = old.id
    union all
    -- is referred to by budgets
    select held.hold_id, false
    from retention.budgets_matched as held
    join public.budgets as d on d.id = held.id
    where d.household_id = old.id
    union all
    -- is referred to by calendar_events
    select held.hold_id, false
    from retention.calendar_events_matched as held
    join public.calendar_events as d on d.id = held.id
    where d.household_id = old.id
    union all
    -- is referred to by chores
    select held.hold_id, false
    from retention.chores_matched as held
    join public.chores as d on d.id = held.id
    where d.household_id = old.id
    union all
    -- is referred to by expenses
    select held.hold_id, false
    from retention.expenses_matched as held
    join public.expenses as d on d.id = held.id
    where d.household_id = old.id
    union all
    -- is referred to by homes
    select held.hold_id, false
    from retention.homes_matched as held
    join public.homes as d on d.id = held.id
    where d.household_id = old.id
    union all
    -- is referred to by household_members
    select held.hold_id, false
    from retention.household_members_upward as held
    join public.household_members as d on d.id = held.id
    where d.household_id = old.id
    union all
    -- is referred to by incomes
    select held.hold_id, false
    from retention.incomes_matched as held
    join public.incomes as d on d.id = held.id
    where d.household_id = old.id
    union all
    -- is referred to by investment_accounts
    select held.hold_id, false
    from retention.investment_accounts_matched as held
    join public.investment_accounts as d on d.id = held.id
    where d.household_id = old.id
    union all
    -- is referred to by recipes
    select held.hold_id, false
    from retention.recipes_matched as held
    join public.recipes as d on d.id = held.id
    where d.household_id = old.id
    union all
    -- is referred to by vacations
    select held.hold_id, false
    from retention.vacations_matched as held
    join public.vacations as d on d.id = held.id
    where d.household_id = old.id
    union all
    -- is referred to by vault_documents
    select held.hold_id, false
    from retention.vault_documents_matched as held
    join public.vault_documents as d on d.id = held.id
    where d.household_id = old.id
    union all
    -- is referred to by vehicles
    select held.hold_id, false
    from retention.vehicles_matched as held
    join public.vehicles as d on d.id = held.id
    where d.household_id = old.id
  ) as covering;
  if holds is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'a row of % is on legal hold: matter %', 'households', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id, old.owner_user_id) is distinct from (new.id, new.owner_user_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'households' using errcode = 'RH001';
  end if;
  -- Its class or its date changes: the holds go on naming it.
  if (old.created_at) is distinct from (new.created_at) then
    insert into retention.households_hold (hold_id, id)
    select h.hold_id, old.id
    from retention.active_hold as h
    where h.hold_id = any (from_above) and not h.standing
    on conflict do nothing;
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.households', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_households() OWNER TO kaevo_retention_owner;

--
-- Name: guard_inactivity_notices(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.guard_inactivity_notices() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    SET "IntervalStyle" TO 'iso_8601'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    SET jit TO 'off'
    AS $$
declare
  holds bigint[];
  from_above bigint[];
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    perform from retention.hold_epoch for share;
  end if;
  -- Nothing is on hold, as on most days: then there is nothing to follow.
  if not exists (select from retention.active_hold as h where not h.standing) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners (from above), or a row that refers to it.
  select array_agg(distinct covering.hold_id), array_agg(distinct covering.hold_id) filter (where covering.from_above)
  into holds, from_above
  from (
    select m.hold_id, true as from_above from retention.inactivity_notices_matched as m where m.id = old.id
    union all
    -- belongs to users
    select m.hold_id, true from retention.users_matched as m
    where m.id = any (array(
        select users.id
        from public.users as users
        where old.user_id = users.id
      ))
  ) as covering;
  if holds is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'a row of % is on legal hold: matter %', 'inactivity_notices', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id, old.user_id) is distinct from (new.id, new.user_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'inactivity_notices' using errcode = 'RH001';
  end if;
  -- Its class or its date changes: the holds go on naming it.
  if (old.sent_at) is distinct from (new.sent_at) then
    insert into retention.inactivity_notices_hold (hold_id, id)
    select h.hold_id, old.id
    from retention.active_hold as h
    where h.hold_id = any (from_above) and not h.standing
    on conflict do nothing;
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.inactivity_notices', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_inactivity_notices() OWNER TO kaevo_retention_owner;

--
-- Name: guard_incident_subjects(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.guard_incident_subjects() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    SET "IntervalStyle" TO 'iso_8601'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    SET jit TO 'off'
    AS $$
declare
  holds bigint[];
  from_above bigint[];
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    perform from retention.hold_epoch for share;
  end if;
  -- Nothing is on hold, as on most days: then there is nothing to follow.
  if not exists (select from retention.active_hold as h where not h.standing) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners (from above), or a row that refers to it.
  select array_agg(distinct covering.hold_id), array_agg(distinct covering.hold_id) filter (where covering.from_above)
  into holds, from_above
  from (
    select m.hold_id, true as from_above from retention.incident_subjects_matched as m where m.incident_id = old.incident_id and m.user_id = old.user_id
    union all
    -- belongs to security_incidents
    select m.hold_id, true from retention.security_incidents_matched as m
    where m.id = any (array(
        select security_incidents.id
        from public.security_incidents as security_incidents
        where old.incident_id = security_incidents.id
      ))
    union all
    -- belongs to users
    select m.hold_id, true from retention.users_matched as m
    where m.id = any (array(
        select users.id
        from public.users as users
        where old.user_id = users.id
      ))
  ) as covering;
  if holds is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'a row of % is on legal hold: matter %', 'incident_subjects', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.incident_id, old.user_id) is distinct from (new.incident_id, new.user_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'incident_subjects' using errcode = 'RH001';
  end if;
  -- Its class or its date changes: the holds go on naming it.
  if (old.created_at) is distinct from (new.created_at) then
    insert into retention.incident_subjects_hold (hold_id, incident_id, user_id)
    select h.hold_id, old.incident_id, old.user_id
    from retention.active_hold as h
    where h.hold_id = any (from_above) and not h.standing
    on conflict do nothing;
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.incident_subjects', jsonb_build_array(old.incident_id, old.user_id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_incident_subjects() OWNER TO kaevo_retention_owner;

--
-- Name: guard_incomes(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.guard_incomes() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    SET "IntervalStyle" TO 'iso_8601'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    SET jit TO 'off'
    AS $$
declare
  holds bigint[];
  from_above bigint[];
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    perform from retention.hold_epoch for share;
  end if;
  -- Nothing is on hold, as on most days: then there is nothing to follow.
  if not exists (select from retention.active_hold as h where not h.standing) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners (from above), or a row that refers to it.
  select array_agg(distinct covering.hold_id), array_agg(distinct covering.hold_id) filter (where covering.from_above)
  into holds, from_above
  from (
    select m.hold_id, true as from_above from retention.incomes_matched as m where m.id = old.id
    union all
    -- belongs to households
    select m.hold_id, true from retention.households_matched as m
    where m.id = any (array(
        select households.id
        from public.households as households
        where old.household_id = households.id
      ))
    union all
    -- belongs to users
    select m.hold_id, true from retention.users_matched as m
    where m.id = any (array(
        select users.id
        from public.households as households
        join public.users as users on households.owner_user_id = users.id
        where old.household_id = households.id
      ))
  ) as covering;
  if holds is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'a row of % is on legal hold: matter %', 'incomes', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id, old.household_id) is distinct from (new.id, new.household_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'incomes' using errcode = 'RH001';
  end if;
  -- Its class or its date changes: the holds go on naming it.
  if (old.created_at) is distinct from (new.created_at) then
    insert into retention.incomes_hold (hold_id, id)
    select h.hold_id, old.id
    from retention.active_hold as h
    where h.hold_id = any (from_above) and not h.standing
    on conflict do nothing;
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.incomes', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_incomes() OWNER TO kaevo_retention_owner;

--
-- Name: guard_investment_accounts(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.guard_investment_accounts() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    SET "IntervalStyle" TO 'iso_8601'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    SET jit TO 'off'
    AS $$
declare
  holds bigint[];
  from_above bigint[];
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    perform from retention.hold_epoch for share;
  end if;
  -- Nothing is on hold, as on most days: then there is nothing to follow.
  if not exists (select from retention.active_hold as h where not h.standing) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners (from above), or a row that refers to it.
  select array_agg(distinct covering.hold_id), array_agg(distinct covering.hold_id) filter (where covering.from_above)
  into holds, from_above
  from (
    select m.hold_id, true as from_above from retention.investment_accounts_matched as m where m.id = old.id
    union all
    -- belongs to households
    select m.hold_id, true from retention.households_matched as m
    where m.id = any (array(
        select households.id
        from public.households as households
        where old.household_id = households.id
      ))
    union all
    -- belongs to users
    select m.hold_id, true from retention.users_matched as m
    where m.id = any (array(
        select users.id
        from public.households as households
        join public.users as users on households.owner_user_id = users.id
        where old.household_id = households.id
      ))
  ) as covering;
  if holds is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'a row of % is on legal hold: matter %', 'investment_accounts', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id, old.household_id) is distinct from (new.id, new.household_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'investment_accounts' using errcode = 'RH001';
  end if;
  -- Its class or its date changes: the holds go on naming it.
  if (old.created_at) is distinct from (new.created_at) then
    insert into retention.investment_accounts_hold (hold_id, id)
    select h.hold_id, old.id
    from retention.active_hold as h
    where h.hold_id = any (from_above) and not h.standing
    on conflict do nothing;
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.investment_accounts', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_investment_accounts() OWNER TO kaevo_retention_owner;

--
-- Name: guard_medical_records(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.guard_medical_records() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    SET "IntervalStyle" TO 'iso_8601'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    SET jit TO 'off'
    AS $$
declare
  holds bigint[];
  from_above bigint[];
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    perform from retention.hold_epoch for share;
  end if;
  -- Nothing is on hold, as on most days: then there is nothing to follow.
  if not exists (select from retention.active_hold as h where not h.standing) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners (from above), or a row that refers to it.
  select array_agg(distinct covering.hold_id), array_agg(distinct covering.hold_id) filter (where covering.from_above)
  into holds, from_above
  from (
    select m.hold_id, true as from_above from retention.medical_records_matched as m where m.id = old.id
    union all
    -- belongs to household_members
    select m.hold_id, true from retention.household_members_matched as m
    where m.id = any (array(
        select household_members.id
        from public.household_members as household_members
        where old.member_id = household_members.id
      ))
    union all
    -- belongs to households
    select m.hold_id, true from retention.households_matched as m
    where m.id = any (array(
        select households.id
        from public.household_members as household_members
        join public.households as households on household_members.household_id = households.id
        where old.member_id = household_members.id
      ))
    union all
    -- belongs to users
    select m.hold_id, true from retention.users_matched as m
    where m.id = any (array(
        select users.id
        from public.household_members as household_members
        join public.households as households on household_members.household_id = households.id
        join public.users as users on households.owner_user_id = users.id
        where old.member_id = household_members.id
      ))
  ) as covering;
  if holds is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'a row of % is on legal hold: matter %', 'medical_records', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id, old.member_id) is distinct from (new.id, new.member_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'medical_records' using errcode = 'RH001';
  end if;
  -- Its class or its date changes: the holds go on naming it.
  if (old.created_at) is distinct from (new.created_at) then
    insert into retention.medical_records_hold (hold_id, id)
    select h.hold_id, old.id
    from retention.active_hold as h
    where h.hold_id = any (from_above) and not h.standing
    on conflict do nothing;
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.medical_records', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_medical_records() OWNER TO kaevo_retention_owner;

--
-- Name: guard_plaid_accounts(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.guard_plaid_accounts() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    SET "IntervalStyle" TO 'iso_8601'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    SET jit TO 'off'
    AS $$
declare
  holds bigint[];
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    perform from retention.hold_epoch for share;
  end if;
  -- Nothing is on hold, as on most days: then there is nothing to follow.
  if not exists (select from retention.active_hold as h where not h.standing) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners, or a row that refers to it.
  select array_agg(distinct covering.hold_id)
  into holds
  from (
    select m.hold_id from retention.plaid_accounts_matched as m where m.id = old.id
    union all
    -- belongs to plaid_connections
    select m.hold_id from retention.plaid_connections_matched as m
    where m.id = any (array(
        select plaid_connections.id
        from public.plaid_connections as plaid_connections
        where old.connection_id = plaid_connections.id
      ))
    union all
    -- belongs to users
    select m.hold_id from retention.users_matched as m
    where m.id = any (array(
        select users.id
        from public.plaid_connections as plaid_connections
        join public.users as users on plaid_connections.user_id = users.id
        where old.connection_id = plaid_connections.id
      ))
    union all
    -- is referred to by accounts
    select held.hold_id
    from retention.accounts_held as held
    join public.accounts as d on d.id = held.id
    where d.plaid_account_id = old.id
  ) as covering;
  if holds is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'a row of % is on legal hold: matter %', 'plaid_accounts', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id, old.connection_id) is distinct from (new.id, new.connection_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'plaid_accounts' using errcode = 'RH001';
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.plaid_accounts', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_plaid_accounts() OWNER TO kaevo_retention_owner;

--
-- Name: guard_plaid_connections(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.guard_plaid_connections() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    SET "IntervalStyle" TO 'iso_8601'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    SET jit TO 'off'
    AS $$
declare
  holds bigint[];
  from_above bigint[];
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    perform from retention.hold_epoch for share;
  end if;
  -- Nothing is on hold, as on most days: then there is nothing to follow.
  if not exists (select from retention.active_hold as h where not h.standing) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners (from above), or a row that refers to it.
  select array_agg(distinct covering.hold_id), array_agg(distinct covering.hold_id) filter (where covering.from_above)
  into holds, from_above
  from (
    select m.hold_id, true as from_above from retention.plaid_connections_matched as m where m.id = old.id
    union all
    -- belongs to users
    select m.hold_id, true from retention.users_matched as m
    where m.id = any (array(
        select users.id
        from public.users as users
        where old.user_id = users.id
      ))
    union all
    -- is referred to by plaid_accounts
    select held.hold_id, false
    from retention.plaid_accounts_upward as held
    join public.plaid_accounts as d on d.id = held.id
    where d.connection_id = old.id
  ) as covering;
  if holds is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'a row of % is on legal hold: matter %', 'plaid_connections', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id, old.user_id) is distinct from (new.id, new.user_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'plaid_connections' using errcode = 'RH001';
  end if;
  -- Its class or its date changes: the holds go on naming it.
  if (old.disconnected_at) is distinct from (new.disconnected_at) then
    insert into retention.plaid_connections_hold (hold_id, id)
    select h.hold_id, old.id
    from retention.active_hold as h
    where h.hold_id = any (from_above) and not h.standing
    on conflict do nothing;
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.plaid_connections', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_plaid_connections() OWNER TO kaevo_retention_owner;

--
-- Name: guard_recipes(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.guard_recipes() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    SET "IntervalStyle" TO 'iso_8601'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    SET jit TO 'off'
    AS $$
declare
  holds bigint[];
  from_above bigint[];
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    perform from retention.hold_epoch for share;
  end if;
  -- Nothing is on hold, as on most days: then there is nothing to follow.
  if not exists (select from retention.active_hold as h where not h.standing) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners (from above), or a row that refers to it.
  select array_agg(distinct covering.hold_id), array_agg(distinct covering.hold_id) filter (where covering.from_above)
  into holds, from_above
  from (
    select m.hold_id, true as from_above from retention.recipes_matched as m where m.id = old.id
    union all
    -- belongs to households
    select m.hold_id, true from retention.households_matched as m
    where m.id = any (array(
        select households.id
        from public.households as households
        where old.household_id = households.id
      ))
    union all
    -- belongs to users
    select m.hold_id, true from retention.users_matched as m
    where m.id = any (array(
        select users.id
        from public.households as households
        join public.users as users on households.owner_user_id = users.id
        where old.household_id = households.id
      ))
  ) as covering;
  if holds is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'a row of % is on legal hold: matter %', 'recipes', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id, old.household_id) is distinct from (new.id, new.household_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'recipes' using errcode = 'RH001';
  end if;
  -- Its class or its date changes: the holds go on naming it.
  if (old.created_at) is distinct from (new.created_at) then
    insert into retention.recipes_hold (hold_id, id)
    select h.hold_id, old.id
    from retention.active_hold as h
    where h.hold_id = any (from_above) and not h.standing
    on conflict do nothing;
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.recipes', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_recipes() OWNER TO kaevo_retention_owner;

--
-- Name: guard_security_incidents(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.guard_security_incidents() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    SET "IntervalStyle" TO 'iso_8601'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    SET jit TO 'off'
    AS $$
declare
  holds bigint[];
  from_above bigint[];
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    perform from retention.hold_epoch for share;
  end if;
  -- Nothing is on hold, as on most days: then there is nothing to follow.
  if not exists (select from retention.active_hold as h where not h.standing) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners (from above), or a row that refers to it.
  select array_agg(distinct covering.hold_id), array_agg(distinct covering.hold_id) filter (where covering.from_above)
  into holds, from_above
  from (
    select m.hold_id, true as from_above from retention.security_incidents_matched as m where m.id = old.id
    union all
    -- is referred to by incident_subjects
    select held.hold_id, false
    from retention.incident_subjects_held as held
    join public.incident_subjects as d on d.incident_id = held.incident_id and d.user_id = held.user_id
    where d.incident_id = old.id
  ) as covering;
  if holds is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'a row of % is on legal hold: matter %', 'security_incidents', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id) is distinct from (new.id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'security_incidents' using errcode = 'RH001';
  end if;
  -- Its class or its date changes: the holds go on naming it.
  if (old.closed_at) is distinct from (new.closed_at) then
    insert into retention.security_incidents_hold (hold_id, id)
    select h.hold_id, old.id
    from retention.active_hold as h
    where h.hold_id = any (from_above) and not h.standing
    on conflict do nothing;
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.security_incidents', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_security_incidents() OWNER TO kaevo_retention_owner;

--
-- Name: guard_subscriptions(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.guard_subscriptions() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    SET "IntervalStyle" TO 'iso_8601'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    SET jit TO 'off'
    AS $$
declare
  holds bigint[];
  from_above bigint[];
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    perform from retention.hold_epoch for share;
  end if;
  -- Nothing is on hold, as on most days: then there is nothing to follow.
  if not exists (select from retention.active_hold as h where not h.standing) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners (from above), or a row that refers to it.
  select array_agg(distinct covering.hold_id), array_agg(distinct covering.hold_id) filter (where covering.from_above)
  into holds, from_above
  from (
    select m.hold_id, true as from_above from retention.subscriptions_matched as m where m.id = old.id
    union all
    -- belongs to users
    select m.hold_id, true from retention.users_matched as m
    where m.id = any (array(
        select users.id
        from public.users as users
        where old.user_id = users.id
      ))
    union all
    -- is referred to by billing_events
    select held.hold_id, false
    from retention.billing_events_matched as held
    join public.billing_events as d on d.id = held.id
    where d.subscription_id = old.id
  ) as covering;
  if holds is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'a row of % is on legal hold: matter %', 'subscriptions', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id, old.user_id) is distinct from (new.id, new.user_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'subscriptions' using errcode = 'RH001';
  end if;
  -- Its class or its date changes: the holds go on naming it.
  if (old.started_at) is distinct from (new.started_at) then
    insert into retention.subscriptions_hold (hold_id, id)
    select h.hold_id, old.id
    from retention.active_hold as h
    where h.hold_id = any (from_above) and not h.standing
    on conflict do nothing;
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.subscriptions', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_subscriptions() OWNER TO kaevo_retention_owner;

--
-- Name: guard_support_messages(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.guard_support_messages() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    SET "IntervalStyle" TO 'iso_8601'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    SET jit TO 'off'
    AS $$
declare
  holds bigint[];
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    perform from retention.hold_epoch for share;
  end if;
  -- Nothing is on hold, as on most days: then there is nothing to follow.
  if not exists (select from retention.active_hold as h where not h.standing) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners, or a row that refers to it.
  select array_agg(distinct covering.hold_id)
  into holds
  from (
    select m.hold_id from retention.support_messages_matched as m where m.id = old.id
    union all
    -- belongs to support_threads
    select m.hold_id from retention.support_threads_matched as m
    where m.id = any (array(
        select support_threads.id
        from public.support_threads as support_threads
        where old.thread_id = support_threads.id
      ))
    union all
    -- belongs to users
    select m.hold_id from retention.users_matched as m
    where m.id = any (array(
        select users.id
        from public.support_threads as support_threads
        join public.users as users on support_threads.user_id = users.id
        where old.thread_id = support_threads.id
      ))
  ) as covering;
  if holds is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'a row of % is on legal hold: matter %', 'support_messages', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id, old.thread_id) is distinct from (new.id, new.thread_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'support_messages' using errcode = 'RH001';
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.support_messages', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_support_messages() OWNER TO kaevo_retention_owner;

--
-- Name: guard_support_threads(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.guard_support_threads() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    SET "IntervalStyle" TO 'iso_8601'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    SET jit TO 'off'
    AS $$
declare
  holds bigint[];
  from_above bigint[];
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    perform from retention.hold_epoch for share;
  end if;
  -- Nothing is on hold, as on most days: then there is nothing to follow.
  if not exists (select from retention.active_hold as h where not h.standing) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners (from above), or a row that refers to it.
  select array_agg(distinct covering.hold_id), array_agg(distinct covering.hold_id) filter (where covering.from_above)
  into holds, from_above
  from (
    select m.hold_id, true as from_above from retention.support_threads_matched as m where m.id = old.id
    union all
    -- belongs to users
    select m.hold_id, true from retention.users_matched as m
    where m.id = any (array(
        select users.id
        from public.users as users
        where old.user_id = users.id
      ))
    union all
    -- is referred to by support_messages
    select held.hold_id, false
    from retention.support_messages_matched as held
    join public.support_messages as d on d.id = held.id
    where d.thread_id = old.id
  ) as covering;
  if holds is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'a row of % is on legal hold: matter %', 'support_threads', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id, old.user_id) is distinct from (new.id, new.user_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'support_threads' using errcode = 'RH001';
  end if;
  -- Its class or its date changes: the holds go on naming it.
  if (old.opened_at) is distinct from (new.opened_at) then
    insert into retention.support_threads_hold (hold_id, id)
    select h.hold_id, old.id
    from retention.active_hold as h
    where h.hold_id = any (from_above) and not h.standing
    on conflict do nothing;
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.support_threads', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_support_threads() OWNER TO kaevo_retention_owner;

--
-- Name: guard_transactions(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.guard_transactions() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    SET "IntervalStyle" TO 'iso_8601'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    SET jit TO 'off'
    AS $$
declare
  holds bigint[];
  from_above bigint[];
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    perform from retention.hold_epoch for share;
  end if;
  -- Nothing is on hold, as on most days: then there is nothing to follow.
  if not exists (select from retention.active_hold as h where not h.standing) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners (from above), or a row that refers to it.
  select array_agg(distinct covering.hold_id), array_agg(distinct covering.hold_id) filter (where covering.from_above)
  into holds, from_above
  from (
    select m.hold_id, true as from_above from retention.transactions_matched as m where m.id = old.id
    union all
    -- belongs to accounts
    select m.hold_id, true from retention.accounts_matched as m
    where m.id = any (array(
        select accounts.id
        from public.accounts as accounts
        where old.account_id = accounts.id
      ))
    union all
    -- belongs to households
    select m.hold_id, true from retention.households_matched as m
    where m.id = any (array(
        select households.id
        from public.accounts as accounts
        join public.households as households on accounts.household_id = households.id
        where old.account_id = accounts.id
      ))
    union all
    -- belongs to users
    select m.hold_id, true from retention.users_matched as m
    where m.id = any (array(
        select users.id
        from public.accounts as accounts
        join public.households as households on accounts.household_id = households.id
        join public.users as users on households.owner_user_id = users.id
        where old.account_id = accounts.id
      ))
    union all
    -- is referred to by rows of its own table, near or far
    select covered.hold_id, false
    from (
      with recursive below as (
        select d.id
        from public.transactions as d
        where (d.transfer_pair_id = old.id)
        union
        select d.id
        from below
        join public.transactions as r on r.id = below.id
        join public.transactions as d on (d.transfer_pair_id = r.id)
      )
      select below.id from below
    ) as below
    join retention.transactions_covered as covered on below.id = covered.id
  ) as covering;
  if holds is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'a row of % is on legal hold: matter %', 'transactions', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id, old.account_id) is distinct from (new.id, new.account_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'transactions' using errcode = 'RH001';
  end if;
  -- Its class or its date changes: the holds go on naming it.
  if (old.occurred_on) is distinct from (new.occurred_on) then
    insert into retention.transactions_hold (hold_id, id)
    select h.hold_id, old.id
    from retention.active_hold as h
    where h.hold_id = any (from_above) and not h.standing
    on conflict do nothing;
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.transactions', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_transactions() OWNER TO kaevo_retention_owner;

--
-- Name: guard_users(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.guard_users() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    SET "IntervalStyle" TO 'iso_8601'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    SET jit TO 'off'
    AS $$
declare
  holds bigint[];
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    perform from retention.hold_epoch for share;
  end if;
  -- Nothing is on hold, as on most days: then there is nothing to follow.
  if not exists (select from retention.active_hold as h where not h.standing) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners, or a row that refers to it.
  select array_agg(distinct covering.hold_id)
  into holds
  from (
    select m.hold_id from retention.users_matched as m where m.id = old.id
    union all
    -- is referred to by analytics_events
    select held.hold_id
    from retention.analytics_events_matched as held
    join public.analytics_events as d on d.id = held.id
    where d.user_id = old.id
    union all
    -- is referred to by household_members
    select held.hold_id
    from retention.household_members_held as held
    join public.household_members as d on d.id = held.id
    where d.user_id = old.id
    union all
    -- is referred to by households
    select held.hold_id
    from retention.households_upward as held
    join public.households as d on d.id = held.id
    where d.owner_user_id = old.id
    union all
    -- is referred to by inactivity_notices
    select held.hold_id
    from retention.inactivity_notices_matched as held
    join public.inactivity_notices as d on d.id = held.id
    where d.user_id = old.id
    union all
    -- is referred to by incident_subjects
    select held.hold_id
    from retention.incident_subjects_held as held
    join public.incident_subjects as d on d.incident_id = held.incident_id and d.user_id = held.user_id
    where d.user_id = old.id
    union all
    -- is referred to by plaid_connections
    select held.hold_id
    from retention.plaid_connections_upward as held
    join public.plaid_connections as d on d.id = held.id
    where d.user_id = old.id
    union all
    -- is referred to by subscriptions
    select held.hold_id
    from retention.subscriptions_upward as held
    join public.subscriptions as d on d.id = held.id
    where d.user_id = old.id
    union all
    -- is referred to by support_threads
    select held.hold_id
    from retention.support_threads_upward as held
    join public.support_threads as d on d.id = held.id
    where d.user_id = old.id
    union all
    -- is referred to by auth.users
    select held.hold_id
    from retention.auth_users_matched as held
    join auth.users as d on d.id = held.id
    where d.id = old.id
    union all
    -- is referred to by app_logs
    select held.hold_id
    from retention.app_logs_held as held
    join public.app_logs as d on d.at = held.at and d.id = held.id
    where d.user_id = old.id
  ) as covering;
  if holds is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'a row of % is on legal hold: matter %', 'users', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id) is distinct from (new.id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'users' using errcode = 'RH001';
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.users', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_users() OWNER TO kaevo_retention_owner;

--
-- Name: guard_vacations(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.guard_vacations() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    SET "IntervalStyle" TO 'iso_8601'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    SET jit TO 'off'
    AS $$
declare
  holds bigint[];
  from_above bigint[];
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    perform from retention.hold_epoch for share;
  end if;
  -- Nothing is on hold, as on most days: then there is nothing to follow.
  if not exists (select from retention.active_hold as h where not h.standing) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners (from above), or a row that refers to it.
  select array_agg(distinct covering.hold_id), array_agg(distinct covering.hold_id) filter (where covering.from_above)
  into holds, from_above
  from (
    select m.hold_id, true as from_above from retention.vacations_matched as m where m.id = old.id
    union all
    -- belongs to households
    select m.hold_id, true from retention.households_matched as m
    where m.id = any (array(
        select households.id
        from public.households as households
        where old.household_id = households.id
      ))
    union all
    -- belongs to users
    select m.hold_id, true from retention.users_matched as m
    where m.id = any (array(
        select users.id
        from public.households as households
        join public.users as users on households.owner_user_id = users.id
        where old.household_id = households.id
      ))
  ) as covering;
  if holds is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'a row of % is on legal hold: matter %', 'vacations', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id, old.household_id) is distinct from (new.id, new.household_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'vacations' using errcode = 'RH001';
  end if;
  -- Its class or its date changes: the holds go on naming it.
  if (old.created_at) is distinct from (new.created_at) then
    insert into retention.vacations_hold (hold_id, id)
    select h.hold_id, old.id
    from retention.active_hold as h
    where h.hold_id = any (from_above) and not h.standing
    on conflict do nothing;
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.vacations', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_vacations() OWNER TO kaevo_retention_owner;

--
-- Name: guard_vault_documents(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.guard_vault_documents() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    SET "IntervalStyle" TO 'iso_8601'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    SET jit TO 'off'
    AS $$
declare
  holds bigint[];
  from_above bigint[];
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    perform from retention.hold_epoch for share;
  end if;
  -- Nothing is on hold, as on most days: then there is nothing to follow.
  if not exists (select from retention.active_hold as h where not h.standing) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners (from above), or a row that refers to it.
  select array_agg(distinct covering.hold_id), array_agg(distinct covering.hold_id) filter (where covering.from_above)
  into holds, from_above
  from (
    select m.hold_id, true as from_above from retention.vault_documents_matched as m where m.id = old.id
    union all
    -- belongs to households
    select m.hold_id, true from retention.households_matched as m
    where m.id = any (array(
        select households.id
        from public.households as households
        where old.household_id = households.id
      ))
    union all
    -- belongs to users
    select m.hold_id, true from retention.users_matched as m
    where m.id = any (array(
        select users.id
        from public.households as households
        join public.users as users on households.owner_user_id = users.id
        where old.household_id = households.id
      ))
  ) as covering;
  if holds is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'a row of % is on legal hold: matter %', 'vault_documents', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id, old.household_id) is distinct from (new.id, new.household_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'vault_documents' using errcode = 'RH001';
  end if;
  -- Its class or its date changes: the holds go on naming it.
  if (old.created_at) is distinct from (new.created_at) then
    insert into retention.vault_documents_hold (hold_id, id)
    select h.hold_id, old.id
    from retention.active_hold as h
    where h.hold_id = any (from_above) and not h.standing
    on conflict do nothing;
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.vault_documents', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_vault_documents() OWNER TO kaevo_retention_owner;

--
-- Name: guard_vehicles(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.guard_vehicles() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    SET "IntervalStyle" TO 'iso_8601'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    SET jit TO 'off'
    AS $$
declare
  holds bigint[];
  from_above bigint[];
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    perform from retention.hold_epoch for share;
  end if;
  -- Nothing is on hold, as on most days: then there is nothing to follow.
  if not exists (select from retention.active_hold as h where not h.standing) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners (from above), or a row that refers to it.
  select array_agg(distinct covering.hold_id), array_agg(distinct covering.hold_id) filter (where covering.from_above)
  into holds, from_above
  from (
    select m.hold_id, true as from_above from retention.vehicles_matched as m where m.id = old.id
    union all
    -- belongs to households
    select m.hold_id, true from retention.households_matched as m
    where m.id = any (array(
        select households.id
        from public.households as households
        where old.household_id = households.id
      ))
    union all
    -- belongs to users
    select m.hold_id, true from retention.users_matched as m
    where m.id = any (array(
        select users.id
        from public.households as households
        join public.users as users on households.owner_user_id = users.id
        where old.household_id = households.id
      ))
  ) as covering;
  if holds is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'a row of % is on legal hold: matter %', 'vehicles', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id, old.household_id) is distinct from (new.id, new.household_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'vehicles' using errcode = 'RH001';
  end if;
  -- Its class or its date changes: the holds go on naming it.
  if (old.created_at) is distinct from (new.created_at) then
    insert into retention.vehicles_hold (hold_id, id)
    select h.hold_id, old.id
    from retention.active_hold as h
    where h.hold_id = any (from_above) and not h.standing
    on conflict do nothing;
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.vehicles', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_vehicles() OWNER TO kaevo_retention_owner;

--
-- Name: hold_barrier(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.hold_barrier() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'a batch needs READ COMMITTED: an older snapshot would not see a hold that was just placed' using errcode = 'RH003';
  end if;
  lock table retention.hold_barrier_table in share mode;
end
$$;


ALTER FUNCTION retention.hold_barrier() OWNER TO kaevo_retention_owner;

--
-- Name: hold_writer_barrier(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.hold_writer_barrier() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  lock table retention.hold_barrier_table in row exclusive mode;
  update retention.hold_epoch set placements = placements + 1;
end
$$;


ALTER FUNCTION retention.hold_writer_barrier() OWNER TO kaevo_retention_owner;

--
-- Name: is_restricted(text, jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.is_restricted(subject_table text, subject_key jsonb) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  case subject_table
    when 'public.users' then
      return false;
  end case;
end
$$;


ALTER FUNCTION retention.is_restricted(subject_table text, subject_key jsonb) OWNER TO kaevo_retention_owner;

--
-- Name: is_working_day(date, text); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.is_working_day(day date, region text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select extract(isodow from is_working_day.day) < 6
    and not exists (select from retention.holiday as h where h.region = is_working_day.region and h.day = is_working_day.day)
$$;


ALTER FUNCTION retention.is_working_day(day date, region text) OWNER TO kaevo_retention_owner;

--
-- Name: keyed_digest(text); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.keyed_digest(keys text) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ select encode(retention._hmac(convert_to(keys, 'UTF8'), key), 'hex') from retention.digest_key $$;


ALTER FUNCTION retention.keyed_digest(keys text) OWNER TO kaevo_retention_owner;

--
-- Name: latest_cutoff(timestamp with time zone, interval); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.latest_cutoff(as_of timestamp with time zone, period interval) RETURNS timestamp with time zone
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select ((as_of at time zone 'America/New_York') - period) at time zone 'America/New_York' + interval '120 hours' $$;


ALTER FUNCTION retention.latest_cutoff(as_of timestamp with time zone, period interval) OWNER TO kaevo_retention_owner;

--
-- Name: list_users(bigint, jsonb, timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.list_users(of_request bigint, subject_key jsonb, as_of timestamp with time zone) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    AS $$
-- Columns are written with their table: what stands alone is a variable, whatever an application calls its key.
#variable_conflict use_variable
declare
  n bigint;
  listed bigint := 0;
begin
  insert into retention.erasure_row (request_id, run_order, row_key)
  select of_request, 1, jsonb_build_array(f.id)
  from (select distinct own.id from retention.own_analytics_events(list_users.subject_key) as own) as own
  join retention.analytics_events_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  get diagnostics n = row_count;
  listed := listed + n;
  insert into retention.erasure_row (request_id, run_order, row_key)
  select of_request, 2, jsonb_build_array(f.id)
  from (select distinct own.id from retention.own_medical_records(list_users.subject_key) as own) as own
  join retention.medical_records_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  get diagnostics n = row_count;
  listed := listed + n;
  insert into retention.erasure_row (request_id, run_order, row_key)
  select of_request, 3, jsonb_build_array(f.id)
  from (select distinct own.id from retention.own_household_members(list_users.subject_key) as own) as own
  join retention.household_members_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  get diagnostics n = row_count;
  listed := listed + n;
  insert into retention.erasure_row (request_id, run_order, row_key)
  select of_request, 4, jsonb_build_array(f.id)
  from (select distinct own.id from retention.own_balance_snapshots(list_users.subject_key) as own) as own
  join retention.balance_snapshots_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  get diagnostics n = row_count;
  listed := listed + n;
  insert into retention.erasure_row (request_id, run_order, row_key)
  select of_request, 5, jsonb_build_array(f.id)
  from (select distinct own.id from retention.own_transactions(list_users.subject_key) as own) as own
  join retention.transactions_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  get diagnostics n = row_count;
  listed := listed + n;
  insert into retention.erasure_row (request_id, run_order, row_key)
  select of_request, 6, jsonb_build_array(f.id)
  from (select distinct own.id from retention.own_accounts(list_users.subject_key) as own) as own
  join retention.accounts_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  get diagnostics n = row_count;
  listed := listed + n;
  insert into retention.erasure_row (request_id, run_order, row_key)
  select of_request, 7, jsonb_build_array(f.id)
  from (select distinct own.id from retention.own_bills(list_users.subject_key) as own) as own
  join retention.bills_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  get diagnostics n = row_count;
  listed := listed + n;
  insert into retention.erasure_row (request_id, run_order, row_key)
  select of_request, 8, jsonb_build_array(f.id)
  from (select distinct own.id from retention.own_budgets(list_users.subject_key) as own) as own
  join retention.budgets_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  get diagnostics n = row_count;
  listed := listed + n;
  insert into retention.erasure_row (request_id, run_order, row_key)
  select of_request, 9, jsonb_build_array(f.id)
  from (select distinct own.id from retention.own_calendar_events(list_users.subject_key) as own) as own
  join retention.calendar_events_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  get diagnostics n = row_count;
  listed := listed + n;
  insert into retention.erasure_row (request_id, run_order, row_key)
  select of_request, 10, jsonb_build_array(f.id)
  from (select distinct own.id from retention.own_chores(list_users.subject_key) as own) as own
  join retention.chores_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  get diagnostics n = row_count;
  listed := listed + n;
  insert into retention.erasure_row (request_id, run_order, row_key)
  select of_request, 11, jsonb_build_array(f.id)
  from (select distinct own.id from retention.own_expenses(list_users.subject_key) as own) as own
  join retention.expenses_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  get diagnostics n = row_count;
  listed := listed + n;
  insert into retention.erasure_row (request_id, run_order, row_key)
  select of_request, 12, jsonb_build_array(f.id)
  from (select distinct own.id from retention.own_homes(list_users.subject_key) as own) as own
  join retention.homes_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  get diagnostics n = row_count;
  listed := listed + n;
  insert into retention.erasure_row (request_id, run_order, row_key)
  select of_request, 13, jsonb_build_array(f.id)
  from (select distinct own.id from retention.own_incomes(list_users.subject_key) as own) as own
  join retention.incomes_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  get diagnostics n = row_count;
  listed := listed + n;
  insert into retention.erasure_row (request_id, run_order, row_key)
  select of_request, 14, jsonb_build_array(f.id)
  from (select distinct own.id from retention.own_investment_accounts(list_users.subject_key) as own) as own
  join retention.investment_accounts_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  get diagnostics n = row_count;
  listed := listed + n;
  insert into retention.erasure_row (request_id, run_order, row_key)
  select of_request, 15, jsonb_build_array(f.id)
  from (select distinct own.id from retention.own_recipes(list_users.subject_key) as own) as own
  join retention.recipes_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  get diagnostics n = row_count;
  listed := listed + n;
  insert into retention.erasure_row (request_id, run_order, row_key)
  select of_request, 16, jsonb_build_array(f.id)
  from (select distinct own.id from retention.own_vacations(list_users.subject_key) as own) as own
  join retention.vacations_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  get diagnostics n = row_count;
  listed := listed + n;
  insert into retention.erasure_row (request_id, run_order, row_key)
  select of_request, 17, jsonb_build_array(f.id)
  from (select distinct own.id from retention.own_vault_documents(list_users.subject_key) as own) as own
  join retention.vault_documents_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  get diagnostics n = row_count;
  listed := listed + n;
  insert into retention.erasure_row (request_id, run_order, row_key)
  select of_request, 18, jsonb_build_array(f.id)
  from (select distinct own.id from retention.own_vehicles(list_users.subject_key) as own) as own
  join retention.vehicles_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  get diagnostics n = row_count;
  listed := listed + n;
  insert into retention.erasure_row (request_id, run_order, row_key)
  select of_request, 19, jsonb_build_array(f.id)
  from (select distinct own.id from retention.own_households(list_users.subject_key) as own) as own
  join retention.households_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  get diagnostics n = row_count;
  listed := listed + n;
  insert into retention.erasure_row (request_id, run_order, row_key)
  select of_request, 20, jsonb_build_array(f.id)
  from (select distinct own.id from retention.own_inactivity_notices(list_users.subject_key) as own) as own
  join retention.inactivity_notices_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  get diagnostics n = row_count;
  listed := listed + n;
  insert into retention.erasure_row (request_id, run_order, row_key)
  select of_request, 21, jsonb_build_array(f.incident_id, f.user_id)
  from (select distinct own.incident_id, own.user_id from retention.own_incident_subjects(list_users.subject_key) as own) as own
  join retention.incident_subjects_fate as f on f.incident_id = own.incident_id and f.user_id = own.user_id
  where f.erase_at <= as_of;
  get diagnostics n = row_count;
  listed := listed + n;
  insert into retention.erasure_row (request_id, run_order, row_key)
  select of_request, 22, jsonb_build_array(f.id)
  from (select distinct own.id from retention.own_plaid_connections(list_users.subject_key) as own) as own
  join retention.plaid_connections_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  get diagnostics n = row_count;
  listed := listed + n;
  insert into retention.erasure_row (request_id, run_order, row_key)
  select of_request, 23, jsonb_build_array(f.id)
  from (select distinct own.id from retention.own_subscriptions(list_users.subject_key) as own) as own
  join retention.subscriptions_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  get diagnostics n = row_count;
  listed := listed + n;
  insert into retention.erasure_row (request_id, run_order, row_key)
  select of_request, 24, jsonb_build_array(f.id)
  from (select distinct own.id from retention.own_support_threads(list_users.subject_key) as own) as own
  join retention.support_threads_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  get diagnostics n = row_count;
  listed := listed + n;
  insert into retention.erasure_row (request_id, run_order, row_key)
  select of_request, 25, jsonb_build_array(f.at, f.id)
  from (select distinct own.at, own.id from retention.own_app_logs(list_users.subject_key) as own) as own
  join retention.app_logs_fate as f on f.at = own.at and f.id = own.id
  where f.erase_at <= as_of;
  get diagnostics n = row_count;
  listed := listed + n;
  insert into retention.erasure_row (request_id, run_order, row_key)
  select of_request, 26, jsonb_build_array(f.id)
  from (select distinct own.id from retention.own_auth_users(list_users.subject_key) as own) as own
  join retention.auth_users_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  get diagnostics n = row_count;
  listed := listed + n;
  return listed;
end
$$;


ALTER FUNCTION retention.list_users(of_request bigint, subject_key jsonb, as_of timestamp with time zone) OWNER TO kaevo_retention_owner;

--
-- Name: lock_users(jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_disposer
--

CREATE FUNCTION retention.lock_users(subject_key jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '5s'
    AS $$
begin
  perform from public.users as r
  where r.id = (lock_users.subject_key ->> 'id')::uuid
  for update;
end
$$;


ALTER FUNCTION retention.lock_users(subject_key jsonb) OWNER TO kaevo_retention_disposer;

--
-- Name: open_request(text, jsonb, text, text, timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.open_request(subject_table text, subject_key jsonb, right_name text, channel text, received_at timestamp with time zone DEFAULT clock_timestamp()) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  person jsonb;
  request retention.request;
begin
  if not exists (
    select from retention.request_rule as u where u.subject_table = open_request.subject_table and u.right_name = open_request.right_name
  ) then
    raise exception 'the policy knows no request for % of a person in "%"', right_name, subject_table
      using errcode = 'RH013', hint = 'select subject_table, right_name from retention.request_rule;';
  end if;
  if received_at is null or not isfinite(received_at) or received_at > clock_timestamp() then
    raise exception 'a request is received at a time that has been, not at %', coalesce(received_at::text, 'NULL') using errcode = 'RH013';
  end if;
  person := retention._person(subject_table, subject_key);
  if person is null then
    raise exception 'there is no person in "%" with that key', subject_table
      using errcode = 'RH013', hint = 'The key is an object of all its columns, such as {"id": "..."}.';
  end if;
  request := retention._open_request(subject_table, person, right_name, channel, received_at, null);
  perform retention._append_evidence('request opened', retention._request_facts(request) || jsonb_build_object(
    'received_at', request.received_at, 'regimes', request.regimes,
    'acknowledge_due', request.acknowledge_due, 'respond_due', request.respond_due, 'extend_due', request.extend_due
  ));
  return request.request_id;
end
$$;


ALTER FUNCTION retention.open_request(subject_table text, subject_key jsonb, right_name text, channel text, received_at timestamp with time zone) OWNER TO kaevo_retention_owner;

--
-- Name: own_accounts(jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.own_accounts(subject_key jsonb) RETURNS TABLE(id uuid)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.accounts as r
  join public.households as households on r.household_id = households.id
  join public.users as users on households.owner_user_id = users.id
  where users.id = (own_accounts.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_accounts(subject_key jsonb) OWNER TO kaevo_retention_owner;

--
-- Name: own_analytics_events(jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.own_analytics_events(subject_key jsonb) RETURNS TABLE(id bigint)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.analytics_events as r
  join public.users as users on r.user_id = users.id
  where users.id = (own_analytics_events.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_analytics_events(subject_key jsonb) OWNER TO kaevo_retention_owner;

--
-- Name: own_app_logs(jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.own_app_logs(subject_key jsonb) RETURNS TABLE(at timestamp with time zone, id bigint)
    LANGUAGE sql STABLE
    AS $$
  select r.at, r.id
  from public.app_logs as r
  join public.users as users on r.user_id = users.id
  where users.id = (own_app_logs.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_app_logs(subject_key jsonb) OWNER TO kaevo_retention_owner;

--
-- Name: own_auth_users(jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.own_auth_users(subject_key jsonb) RETURNS TABLE(id uuid)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from auth.users as r
  join public.users as users on r.id = users.id
  where users.id = (own_auth_users.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_auth_users(subject_key jsonb) OWNER TO kaevo_retention_owner;

--
-- Name: own_balance_snapshots(jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.own_balance_snapshots(subject_key jsonb) RETURNS TABLE(id uuid)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.balance_snapshots as r
  join public.accounts as accounts on r.account_id = accounts.id
  join public.households as households on accounts.household_id = households.id
  join public.users as users on households.owner_user_id = users.id
  where users.id = (own_balance_snapshots.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_balance_snapshots(subject_key jsonb) OWNER TO kaevo_retention_owner;

--
-- Name: own_billing_events(jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.own_billing_events(subject_key jsonb) RETURNS TABLE(id uuid)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.billing_events as r
  join public.subscriptions as subscriptions on r.subscription_id = subscriptions.id
  join public.users as users on subscriptions.user_id = users.id
  where users.id = (own_billing_events.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_billing_events(subject_key jsonb) OWNER TO kaevo_retention_owner;

--
-- Name: own_bills(jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.own_bills(subject_key jsonb) RETURNS TABLE(id uuid)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.bills as r
  join public.households as households on r.household_id = households.id
  join public.users as users on households.owner_user_id = users.id
  where users.id = (own_bills.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_bills(subject_key jsonb) OWNER TO kaevo_retention_owner;

--
-- Name: own_budgets(jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.own_budgets(subject_key jsonb) RETURNS TABLE(id uuid)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.budgets as r
  join public.households as households on r.household_id = households.id
  join public.users as users on households.owner_user_id = users.id
  where users.id = (own_budgets.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_budgets(subject_key jsonb) OWNER TO kaevo_retention_owner;

--
-- Name: own_calendar_events(jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.own_calendar_events(subject_key jsonb) RETURNS TABLE(id uuid)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.calendar_events as r
  join public.households as households on r.household_id = households.id
  join public.users as users on households.owner_user_id = users.id
  where users.id = (own_calendar_events.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_calendar_events(subject_key jsonb) OWNER TO kaevo_retention_owner;

--
-- Name: own_chores(jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.own_chores(subject_key jsonb) RETURNS TABLE(id uuid)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.chores as r
  join public.households as households on r.household_id = households.id
  join public.users as users on households.owner_user_id = users.id
  where users.id = (own_chores.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_chores(subject_key jsonb) OWNER TO kaevo_retention_owner;

--
-- Name: own_expenses(jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.own_expenses(subject_key jsonb) RETURNS TABLE(id uuid)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.expenses as r
  join public.households as households on r.household_id = households.id
  join public.users as users on households.owner_user_id = users.id
  where users.id = (own_expenses.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_expenses(subject_key jsonb) OWNER TO kaevo_retention_owner;

--
-- Name: own_homes(jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.own_homes(subject_key jsonb) RETURNS TABLE(id uuid)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.homes as r
  join public.households as households on r.household_id = households.id
  join public.users as users on households.owner_user_id = users.id
  where users.id = (own_homes.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_homes(subject_key jsonb) OWNER TO kaevo_retention_owner;

--
-- Name: own_household_members(jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.own_household_members(subject_key jsonb) RETURNS TABLE(id uuid)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.household_members as r
  join public.households as households on r.household_id = households.id
  join public.users as users on households.owner_user_id = users.id
  where users.id = (own_household_members.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_household_members(subject_key jsonb) OWNER TO kaevo_retention_owner;

--
-- Name: own_households(jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.own_households(subject_key jsonb) RETURNS TABLE(id uuid)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.households as r
  join public.users as users on r.owner_user_id = users.id
  where users.id = (own_households.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_households(subject_key jsonb) OWNER TO kaevo_retention_owner;

--
-- Name: own_inactivity_notices(jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.own_inactivity_notices(subject_key jsonb) RETURNS TABLE(id uuid)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.inactivity_notices as r
  join public.users as users on r.user_id = users.id
  where users.id = (own_inactivity_notices.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_inactivity_notices(subject_key jsonb) OWNER TO kaevo_retention_owner;

--
-- Name: own_incident_subjects(jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.own_incident_subjects(subject_key jsonb) RETURNS TABLE(incident_id uuid, user_id uuid)
    LANGUAGE sql STABLE
    AS $$
  select r.incident_id, r.user_id
  from public.incident_subjects as r
  join public.users as users on r.user_id = users.id
  where users.id = (own_incident_subjects.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_incident_subjects(subject_key jsonb) OWNER TO kaevo_retention_owner;

--
-- Name: own_incomes(jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.own_incomes(subject_key jsonb) RETURNS TABLE(id uuid)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.incomes as r
  join public.households as households on r.household_id = households.id
  join public.users as users on households.owner_user_id = users.id
  where users.id = (own_incomes.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_incomes(subject_key jsonb) OWNER TO kaevo_retention_owner;

--
-- Name: own_investment_accounts(jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.own_investment_accounts(subject_key jsonb) RETURNS TABLE(id uuid)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.investment_accounts as r
  join public.households as households on r.household_id = households.id
  join public.users as users on households.owner_user_id = users.id
  where users.id = (own_investment_accounts.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_investment_accounts(subject_key jsonb) OWNER TO kaevo_retention_owner;

--
-- Name: own_medical_records(jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.own_medical_records(subject_key jsonb) RETURNS TABLE(id uuid)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.medical_records as r
  join public.household_members as household_members on r.member_id = household_members.id
  join public.households as households on household_members.household_id = households.id
  join public.users as users on households.owner_user_id = users.id
  where users.id = (own_medical_records.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_medical_records(subject_key jsonb) OWNER TO kaevo_retention_owner;

--
-- Name: own_plaid_accounts(jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.own_plaid_accounts(subject_key jsonb) RETURNS TABLE(id uuid)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.plaid_accounts as r
  join public.plaid_connections as plaid_connections on r.connection_id = plaid_connections.id
  join public.users as users on plaid_connections.user_id = users.id
  where users.id = (own_plaid_accounts.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_plaid_accounts(subject_key jsonb) OWNER TO kaevo_retention_owner;

--
-- Name: own_plaid_connections(jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.own_plaid_connections(subject_key jsonb) RETURNS TABLE(id uuid)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.plaid_connections as r
  join public.users as users on r.user_id = users.id
  where users.id = (own_plaid_connections.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_plaid_connections(subject_key jsonb) OWNER TO kaevo_retention_owner;

--
-- Name: own_recipes(jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.own_recipes(subject_key jsonb) RETURNS TABLE(id uuid)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.recipes as r
  join public.households as households on r.household_id = households.id
  join public.users as users on households.owner_user_id = users.id
  where users.id = (own_recipes.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_recipes(subject_key jsonb) OWNER TO kaevo_retention_owner;

--
-- Name: own_subscriptions(jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.own_subscriptions(subject_key jsonb) RETURNS TABLE(id uuid)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.subscriptions as r
  join public.users as users on r.user_id = users.id
  where users.id = (own_subscriptions.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_subscriptions(subject_key jsonb) OWNER TO kaevo_retention_owner;

--
-- Name: own_support_messages(jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.own_support_messages(subject_key jsonb) RETURNS TABLE(id uuid)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.support_messages as r
  join public.support_threads as support_threads on r.thread_id = support_threads.id
  join public.users as users on support_threads.user_id = users.id
  where users.id = (own_support_messages.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_support_messages(subject_key jsonb) OWNER TO kaevo_retention_owner;

--
-- Name: own_support_threads(jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.own_support_threads(subject_key jsonb) RETURNS TABLE(id uuid)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.support_threads as r
  join public.users as users on r.user_id = users.id
  where users.id = (own_support_threads.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_support_threads(subject_key jsonb) OWNER TO kaevo_retention_owner;

--
-- Name: own_transactions(jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.own_transactions(subject_key jsonb) RETURNS TABLE(id uuid)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.transactions as r
  join public.accounts as accounts on r.account_id = accounts.id
  join public.households as households on accounts.household_id = households.id
  join public.users as users on households.owner_user_id = users.id
  where users.id = (own_transactions.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_transactions(subject_key jsonb) OWNER TO kaevo_retention_owner;

--
-- Name: own_users(jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.own_users(subject_key jsonb) RETURNS TABLE(id uuid)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.users as r
  where r.id = (own_users.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_users(subject_key jsonb) OWNER TO kaevo_retention_owner;

--
-- Name: own_vacations(jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.own_vacations(subject_key jsonb) RETURNS TABLE(id uuid)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.vacations as r
  join public.households as households on r.household_id = households.id
  join public.users as users on households.owner_user_id = users.id
  where users.id = (own_vacations.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_vacations(subject_key jsonb) OWNER TO kaevo_retention_owner;

--
-- Name: own_vault_documents(jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.own_vault_documents(subject_key jsonb) RETURNS TABLE(id uuid)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.vault_documents as r
  join public.households as households on r.household_id = households.id
  join public.users as users on households.owner_user_id = users.id
  where users.id = (own_vault_documents.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_vault_documents(subject_key jsonb) OWNER TO kaevo_retention_owner;

--
-- Name: own_vehicles(jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.own_vehicles(subject_key jsonb) RETURNS TABLE(id uuid)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.vehicles as r
  join public.households as households on r.household_id = households.id
  join public.users as users on households.owner_user_id = users.id
  where users.id = (own_vehicles.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_vehicles(subject_key jsonb) OWNER TO kaevo_retention_owner;

--
-- Name: pause(text, text); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.pause(reason text, class_name text DEFAULT NULL::text) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ insert into retention.pause (reason, class_name) values (pause.reason, pause.class_name) returning pause_id $$;


ALTER FUNCTION retention.pause(reason text, class_name text) OWNER TO kaevo_retention_owner;

--
-- Name: pause_request(bigint, text); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.pause_request(request_id bigint, reason text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  request retention.request := retention._begin_step(request_id, 'pause');
begin
  if not exists (
    select from retention.request_clock as c
    where c.subject_table = request.subject_table and c.right_name = request.right_name and c.regime = any (request.regimes) and c.pauses
  ) then
    raise exception 'no regime of request % lets its clock stand still', request_id using errcode = 'RH012';
  end if;
  update retention.request as q
  set paused_on = retention._today(), pause_reason = reason, paused_status = q.status
  where q.request_id = request.request_id;
  request := retention._end_step(request, 'pause', 'paused');
  perform retention._append_evidence('request paused', retention._request_facts(request), reason);
end
$$;


ALTER FUNCTION retention.pause_request(request_id bigint, reason text) OWNER TO kaevo_retention_owner;

--
-- Name: place_hold(text, text, text, text, text, text, text, jsonb, text, timestamp with time zone, timestamp with time zone, text, bigint, jsonb); Type: PROCEDURE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE PROCEDURE retention.place_hold(IN matter text, IN kind text, IN authority text, IN reason text, IN document text DEFAULT NULL::text, IN notify text DEFAULT 'where lawful'::text, IN on_table text DEFAULT NULL::text, IN row_key jsonb DEFAULT NULL::jsonb, IN on_class text DEFAULT NULL::text, IN since timestamp with time zone DEFAULT NULL::timestamp with time zone, IN until timestamp with time zone DEFAULT NULL::timestamp with time zone, IN on_tenant text DEFAULT NULL::text, INOUT hold_id bigint DEFAULT NULL::bigint, INOUT preserved jsonb DEFAULT NULL::jsonb)
    LANGUAGE plpgsql
    AS $$
begin
  commit;
  set transaction isolation level read committed;
  hold_id := retention._open_hold(matter, kind, authority, reason, document, notify, on_table, row_key, on_class, since, until, on_tenant);
  commit;
  set transaction isolation level read committed;
  perform retention._hold_inventory(hold_id);
  perform retention._pin_partitions(hold_id);
  -- Counted again now that all are locked: a row that somebody was taking out of the hold when it came was waited for, and is not counted.
  preserved := retention._hold_inventory(hold_id);
end
$$;


ALTER PROCEDURE retention.place_hold(IN matter text, IN kind text, IN authority text, IN reason text, IN document text, IN notify text, IN on_table text, IN row_key jsonb, IN on_class text, IN since timestamp with time zone, IN until timestamp with time zone, IN on_tenant text, INOUT hold_id bigint, INOUT preserved jsonb) OWNER TO kaevo_retention_owner;

--
-- Name: preview(text, timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.preview(class_name text, as_of timestamp with time zone DEFAULT clock_timestamp(), OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  select c.rows_due, c.rows_overdue, c.rows_held, c.rows_deferred, c.rows_in_review
  into strict rows_due, rows_overdue, rows_held, rows_deferred, rows_in_review
  from retention._count(preview.class_name, preview.as_of) as c;
  insert into retention.preview_log (class_name) values (preview.class_name);
end
$$;


ALTER FUNCTION retention.preview(class_name text, as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO kaevo_retention_owner;

--
-- Name: preview_erasure(bigint); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.preview_erasure(request_id bigint) RETURNS TABLE(class_name text, table_name text, effect text, row_count bigint, held bigint, deferred bigint, ground text, release_at timestamp with time zone, note text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  request retention.request := retention._erasure_request(request_id);
  lines jsonb := retention._erasure_counts(request);
begin
  insert into retention.erasure_preview (request_id, counts) values (request.request_id, lines);
  return query
  with seen as (
    select e.class_name, l.table_name, e.effect, l.row_count, l.held, l.deferred, e.ground, l.release_at, e.note, e.run_order
    from retention.erasure_effect as e
    left join jsonb_to_recordset(lines) as l (
      run_order integer, table_name text, row_count bigint, held bigint, deferred bigint, release_at timestamptz
    ) on l.run_order = e.run_order
    where e.subject_table = request.subject_table
  )
  (
    select s.class_name, s.table_name, s.effect, s.row_count, s.held, s.deferred, s.ground, s.release_at, s.note
    from seen as s
    order by s.run_order, s.table_name
  )
  union all
  select null, null, 'total', sum(s.row_count)::bigint, sum(s.held)::bigint, sum(s.deferred)::bigint, null, max(s.release_at), null from seen as s;
end
$$;


ALTER FUNCTION retention.preview_erasure(request_id bigint) OWNER TO kaevo_retention_owner;

--
-- Name: prune_evidence(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.prune_evidence() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  reason text;
  broken record;
  through bigint;
  pruned retention.evidence_checkpoint;
begin
  -- One pruning at a time; acts are appended meanwhile.
  lock table retention.evidence_checkpoint in share row exclusive mode;
  select coalesce(
    (
      select e.evidence_id - 1
      from retention.evidence as e
      where retention.due(e.recorded_at, interval 'P24M') > clock_timestamp()
        or (
          e.act like 'hold %'
          and exists (select from retention.active_hold as h where h.hold_id = (e.body ->> 'hold')::bigint)
        )
        or exists (select from retention.run_log as l where l.run_id = (e.body ->> 'run')::bigint and l.state = 'running')
      order by e.evidence_id
      limit 1
    ),
    (select max(e.evidence_id) from retention.evidence as e)
  ) into through;
  if not exists (select from retention.evidence as e where e.evidence_id <= through) then
    return 0;
  end if;

  select p.reason into reason from retention.pause as p where p.resumed_at is null and p.class_name is null limit 1;
  if found then
    raise exception 'evidence is not pruned: paused: %', reason using errcode = 'RH008', hint = 'retention.resume ends the pause.';
  end if;
  perform from retention.installation as i
  where i.system_identifier <> (select c.system_identifier from pg_control_system() as c)
    or i.database_oid <> (select d.oid from pg_database as d where d.datname = current_database())
    or i.heartbeat > clock_timestamp() + interval '5 minutes';
  if found then
    raise exception 'evidence is not pruned: this database is a copy, or the clock went back'
      using errcode = 'RH008', hint = 'When that is as it should be, say go on with retention.go_on.';
  end if;
  -- What was tampered with must not go before somebody has looked.
  select v.evidence_id, v.finding into broken from retention.verify_evidence() as v limit 1;
  if found then
    raise exception 'evidence is not pruned: the chain is broken at act %: %', broken.evidence_id, broken.finding
      using errcode = 'RH008', hint = 'select * from retention.verify_evidence();';
  end if;

  insert into retention.evidence_checkpoint (evidence_id, hash, acts, first_recorded_at, last_recorded_at)
  select through, (array_agg(e.hash order by e.evidence_id desc))[1], count(*), min(e.recorded_at), max(e.recorded_at)
  from retention.evidence as e
  where e.evidence_id <= through
  returning * into strict pruned;
  delete from retention.evidence as e where e.evidence_id <= through;
  perform retention._append_evidence('evidence pruned', jsonb_build_object(
    'through', through, 'hash', encode(pruned.hash, 'hex'), 'acts', pruned.acts,
    'first_recorded_at', pruned.first_recorded_at, 'last_recorded_at', pruned.last_recorded_at
  ));
  return pruned.acts;
end
$$;


ALTER FUNCTION retention.prune_evidence() OWNER TO kaevo_retention_owner;

--
-- Name: pseudonym(text, bigint, boolean); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.pseudonym(value text, of_run bigint, keep_key boolean) RETURNS bytea
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  owner_of_key bigint := case when keep_key then 0 else of_run end;
  secret bytea;
begin
  if value is null then
    return null;
  end if;
  insert into retention.pseudonym_key (run_id, key)
  values (owner_of_key, uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))
  on conflict (run_id) do nothing;
  select key into strict secret from retention.pseudonym_key where run_id = owner_of_key;
  return retention._hmac(convert_to(value, 'UTF8'), secret);
end
$$;


ALTER FUNCTION retention.pseudonym(value text, of_run bigint, keep_key boolean) OWNER TO kaevo_retention_owner;

--
-- Name: refuse_alter(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.refuse_alter() RETURNS event_trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  harm text;
  matters text := retention._remembered_matters();
begin
  if matters is null then
    return;
  end if;
  select format('%s of %s would be %s', d.what, d.object, d.found) into harm
  from retention._stopping_drift() as d
  where d.what in ('name', 'guard', 'truncate guard', 'trigger', 'key')
  limit 1;
  if not found then
    select format('%s would be detached', old.relid::regclass) into harm
    from unnest(string_to_array(nullif(current_setting('retention.partitions', true), ''), ',')::oid[]) as old (relid)
    where not exists (
      select from retention.guarded_table as g cross join lateral pg_partition_tree(to_regclass(g.table_name)) as p where p.relid = old.relid
    )
    limit 1;
  end if;
  if harm is not null then
    raise exception '% is refused while a legal hold is active (matter %): %', tg_tag, matters, harm
      using errcode = 'RH009', hint = 'It can be done when every hold is released.';
  end if;
end
$$;


ALTER FUNCTION retention.refuse_alter() OWNER TO kaevo_retention_owner;

--
-- Name: refuse_drop(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.refuse_drop() RETURNS event_trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  gone text;
  matters text := retention._remembered_matters();
begin
  if matters is null then
    return;
  end if;
  select d.object_identity into gone
  from pg_event_trigger_dropped_objects() as d
  where d.object_type = 'trigger' and d.address_names[3] like '~retention%'
    or d.object_type = 'table' and exists (select from retention.guarded_table as g where g.table_name = d.object_identity)
  limit 1;
  if found then
    raise exception '% is refused while a legal hold is active (matter %): it would drop %', tg_tag, matters, gone
      using errcode = 'RH009', hint = 'It can be done when every hold is released.';
  end if;
end
$$;


ALTER FUNCTION retention.refuse_drop() OWNER TO kaevo_retention_owner;

--
-- Name: release_hold(bigint, text, interval); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.release_hold(hold_id bigint, reason text, cool_off interval DEFAULT '00:00:00'::interval) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  ends timestamptz;
begin
  if cool_off < interval '0' then
    raise exception 'a cool-off does not end before it begins' using errcode = 'RH006';
  end if;
  perform retention.hold_writer_barrier();
  update retention.hold as h
  set released_at = clock_timestamp(), released_by = session_user, release_reason = release_hold.reason, covers_until = clock_timestamp() + cool_off
  where h.hold_id = release_hold.hold_id and h.released_at is null and not h.standing
  returning h.covers_until into ends;
  if not found then
    raise exception 'there is no active hold %', hold_id
      using errcode = 'RH005', hint = 'A standing hold is released in the application''s own columns.';
  end if;
  perform retention._append_evidence('hold released', jsonb_build_object(
    'hold', release_hold.hold_id, 'reason', retention.keyed_digest(release_hold.reason), 'covers_until', ends
  ));
end
$$;


ALTER FUNCTION retention.release_hold(hold_id bigint, reason text, cool_off interval) OWNER TO kaevo_retention_owner;

--
-- Name: remain_users(jsonb); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.remain_users(subject_key jsonb) RETURNS TABLE(class_name text, reason text, row_count bigint, ground text, release_at timestamp with time zone)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    AS $$
begin
  return query
  select 'analytics_events'::text, fate.reason, count(*), null::text, null::timestamptz
  from (
    select
      f.due_at,
      case
        when erased.done_at is not null then null
        when f.erase_at is null or f.erase_at > statement_timestamp() then 'open'
        when f.hold_id is not null then 'held'
        else 'open'
      end as reason
    from (select distinct own.id from retention.own_analytics_events(remain_users.subject_key) as own) as own
    join retention.analytics_events_fate as f on f.id = own.id
    left join retention.analytics_events_act as erased on f.id = erased.id and erased.stage = 'erase'
  ) as fate
  where fate.reason is not null
  group by fate.reason
  union all
  select 'medical_records'::text, fate.reason, count(*), null::text, null::timestamptz
  from (
    select
      f.due_at,
      case
        when f.erase_at is null or f.erase_at > statement_timestamp() then 'open'
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'open'
      end as reason
    from (select distinct own.id from retention.own_medical_records(remain_users.subject_key) as own) as own
    join retention.medical_records_fate as f on f.id = own.id
  ) as fate
  where fate.reason is not null
  group by fate.reason
  union all
  select 'household_members'::text, fate.reason, count(*), null::text, null::timestamptz
  from (
    select
      f.due_at,
      case
        when f.erase_at is null or f.erase_at > statement_timestamp() then 'open'
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'open'
      end as reason
    from (select distinct own.id from retention.own_household_members(remain_users.subject_key) as own) as own
    join retention.household_members_fate as f on f.id = own.id
  ) as fate
  where fate.reason is not null
  group by fate.reason
  union all
  select 'balance_snapshots'::text, fate.reason, count(*), null::text, null::timestamptz
  from (
    select
      f.due_at,
      case
        when f.erase_at is null or f.erase_at > statement_timestamp() then 'open'
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'open'
      end as reason
    from (select distinct own.id from retention.own_balance_snapshots(remain_users.subject_key) as own) as own
    join retention.balance_snapshots_fate as f on f.id = own.id
  ) as fate
  where fate.reason is not null
  group by fate.reason
  union all
  select 'transactions'::text, fate.reason, count(*), null::text, null::timestamptz
  from (
    select
      f.due_at,
      case
        when f.erase_at is null or f.erase_at > statement_timestamp() then 'open'
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null or f.waits_until > statement_timestamp() then 'deferred'
        else 'open'
      end as reason
    from (select distinct own.id from retention.own_transactions(remain_users.subject_key) as own) as own
    join retention.transactions_fate as f on f.id = own.id
  ) as fate
  where fate.reason is not null
  group by fate.reason
  union all
  select 'accounts'::text, fate.reason, count(*), null::text, null::timestamptz
  from (
    select
      f.due_at,
      case
        when f.erase_at is null or f.erase_at > statement_timestamp() then 'open'
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'open'
      end as reason
    from (select distinct own.id from retention.own_accounts(remain_users.subject_key) as own) as own
    join retention.accounts_fate as f on f.id = own.id
  ) as fate
  where fate.reason is not null
  group by fate.reason
  union all
  select 'bills'::text, fate.reason, count(*), null::text, null::timestamptz
  from (
    select
      f.due_at,
      case
        when f.erase_at is null or f.erase_at > statement_timestamp() then 'open'
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'open'
      end as reason
    from (select distinct own.id from retention.own_bills(remain_users.subject_key) as own) as own
    join retention.bills_fate as f on f.id = own.id
  ) as fate
  where fate.reason is not null
  group by fate.reason
  union all
  select 'budgets'::text, fate.reason, count(*), null::text, null::timestamptz
  from (
    select
      f.due_at,
      case
        when f.erase_at is null or f.erase_at > statement_timestamp() then 'open'
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'open'
      end as reason
    from (select distinct own.id from retention.own_budgets(remain_users.subject_key) as own) as own
    join retention.budgets_fate as f on f.id = own.id
  ) as fate
  where fate.reason is not null
  group by fate.reason
  union all
  select 'calendar_events'::text, fate.reason, count(*), null::text, null::timestamptz
  from (
    select
      f.due_at,
      case
        when f.erase_at is null or f.erase_at > statement_timestamp() then 'open'
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'open'
      end as reason
    from (select distinct own.id from retention.own_calendar_events(remain_users.subject_key) as own) as own
    join retention.calendar_events_fate as f on f.id = own.id
  ) as fate
  where fate.reason is not null
  group by fate.reason
  union all
  select 'chores'::text, fate.reason, count(*), null::text, null::timestamptz
  from (
    select
      f.due_at,
      case
        when f.erase_at is null or f.erase_at > statement_timestamp() then 'open'
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'open'
      end as reason
    from (select distinct own.id from retention.own_chores(remain_users.subject_key) as own) as own
    join retention.chores_fate as f on f.id = own.id
  ) as fate
  where fate.reason is not null
  group by fate.reason
  union all
  select 'expenses'::text, fate.reason, count(*), null::text, null::timestamptz
  from (
    select
      f.due_at,
      case
        when f.erase_at is null or f.erase_at > statement_timestamp() then 'open'
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'open'
      end as reason
    from (select distinct own.id from retention.own_expenses(remain_users.subject_key) as own) as own
    join retention.expenses_fate as f on f.id = own.id
  ) as fate
  where fate.reason is not null
  group by fate.reason
  union all
  select 'homes'::text, fate.reason, count(*), null::text, null::timestamptz
  from (
    select
      f.due_at,
      case
        when f.erase_at is null or f.erase_at > statement_timestamp() then 'open'
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'open'
      end as reason
    from (select distinct own.id from retention.own_homes(remain_users.subject_key) as own) as own
    join retention.homes_fate as f on f.id = own.id
  ) as fate
  where fate.reason is not null
  group by fate.reason
  union all
  select 'incomes'::text, fate.reason, count(*), null::text, null::timestamptz
  from (
    select
      f.due_at,
      case
        when f.erase_at is null or f.erase_at > statement_timestamp() then 'open'
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'open'
      end as reason
    from (select distinct own.id from retention.own_incomes(remain_users.subject_key) as own) as own
    join retention.incomes_fate as f on f.id = own.id
  ) as fate
  where fate.reason is not null
  group by fate.reason
  union all
  select 'investment_accounts'::text, fate.reason, count(*), null::text, null::timestamptz
  from (
    select
      f.due_at,
      case
        when f.erase_at is null or f.erase_at > statement_timestamp() then 'open'
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'open'
      end as reason
    from (select distinct own.id from retention.own_investment_accounts(remain_users.subject_key) as own) as own
    join retention.investment_accounts_fate as f on f.id = own.id
  ) as fate
  where fate.reason is not null
  group by fate.reason
  union all
  select 'recipes'::text, fate.reason, count(*), null::text, null::timestamptz
  from (
    select
      f.due_at,
      case
        when f.erase_at is null or f.erase_at > statement_timestamp() then 'open'
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'open'
      end as reason
    from (select distinct own.id from retention.own_recipes(remain_users.subject_key) as own) as own
    join retention.recipes_fate as f on f.id = own.id
  ) as fate
  where fate.reason is not null
  group by fate.reason
  union all
  select 'vacations'::text, fate.reason, count(*), null::text, null::timestamptz
  from (
    select
      f.due_at,
      case
        when f.erase_at is null or f.erase_at > statement_timestamp() then 'open'
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'open'
      end as reason
    from (select distinct own.id from retention.own_vacations(remain_users.subject_key) as own) as own
    join retention.vacations_fate as f on f.id = own.id
  ) as fate
  where fate.reason is not null
  group by fate.reason
  union all
  select 'vault_documents'::text, fate.reason, count(*), null::text, null::timestamptz
  from (
    select
      f.due_at,
      case
        when f.erase_at is null or f.erase_at > statement_timestamp() then 'open'
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'open'
      end as reason
    from (select distinct own.id from retention.own_vault_documents(remain_users.subject_key) as own) as own
    join retention.vault_documents_fate as f on f.id = own.id
  ) as fate
  where fate.reason is not null
  group by fate.reason
  union all
  select 'vehicles'::text, fate.reason, count(*), null::text, null::timestamptz
  from (
    select
      f.due_at,
      case
        when f.erase_at is null or f.erase_at > statement_timestamp() then 'open'
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'open'
      end as reason
    from (select distinct own.id from retention.own_vehicles(remain_users.subject_key) as own) as own
    join retention.vehicles_fate as f on f.id = own.id
  ) as fate
  where fate.reason is not null
  group by fate.reason
  union all
  select 'households'::text, fate.reason, count(*), null::text, null::timestamptz
  from (
    select
      f.due_at,
      case
        when f.erase_at is null or f.erase_at > statement_timestamp() then 'open'
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'open'
      end as reason
    from (select distinct own.id from retention.own_households(remain_users.subject_key) as own) as own
    join retention.households_fate as f on f.id = own.id
  ) as fate
  where fate.reason is not null
  group by fate.reason
  union all
  select 'inactivity_notices'::text, fate.reason, count(*), null::text, null::timestamptz
  from (
    select
      f.due_at,
      case
        when f.erase_at is null or f.erase_at > statement_timestamp() then 'open'
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'open'
      end as reason
    from (select distinct own.id from retention.own_inactivity_notices(remain_users.subject_key) as own) as own
    join retention.inactivity_notices_fate as f on f.id = own.id
  ) as fate
  where fate.reason is not null
  group by fate.reason
  union all
  select 'incident_subjects'::text, fate.reason, count(*), null::text, null::timestamptz
  from (
    select
      f.due_at,
      case
        when f.erase_at is null or f.erase_at > statement_timestamp() then 'open'
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'open'
      end as reason
    from (select distinct own.incident_id, own.user_id from retention.own_incident_subjects(remain_users.subject_key) as own) as own
    join retention.incident_subjects_fate as f on f.incident_id = own.incident_id and f.user_id = own.user_id
  ) as fate
  where fate.reason is not null
  group by fate.reason
  union all
  select 'plaid_connections'::text, fate.reason, count(*), null::text, null::timestamptz
  from (
    select
      f.due_at,
      case
        when f.erase_at is null or f.erase_at > statement_timestamp() then 'open'
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'open'
      end as reason
    from (select distinct own.id from retention.own_plaid_connections(remain_users.subject_key) as own) as own
    join retention.plaid_connections_fate as f on f.id = own.id
  ) as fate
  where fate.reason is not null
  group by fate.reason
  union all
  select 'subscriptions'::text, fate.reason, count(*), 'legal obligation'::text, max(coalesce(fate.due_at, 'infinity'))
  from (
    select
      f.due_at,
      case
        when erased.done_at is not null then case when f.hold_id is null then 'retained' else 'held' end
        when f.erase_at is null or f.erase_at > statement_timestamp() then 'open'
        when f.hold_id is not null then 'held'
        else 'open'
      end as reason
    from (select distinct own.id from retention.own_subscriptions(remain_users.subject_key) as own) as own
    join retention.subscriptions_fate as f on f.id = own.id
    left join retention.subscriptions_act as erased on f.id = erased.id and erased.stage = 'erase'
  ) as fate
  where fate.reason is not null
  group by fate.reason
  union all
  select 'support_threads'::text, fate.reason, count(*), null::text, null::timestamptz
  from (
    select
      f.due_at,
      case
        when f.erase_at is null or f.erase_at > statement_timestamp() then 'open'
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'open'
      end as reason
    from (select distinct own.id from retention.own_support_threads(remain_users.subject_key) as own) as own
    join retention.support_threads_fate as f on f.id = own.id
  ) as fate
  where fate.reason is not null
  group by fate.reason
  union all
  select 'app_logs'::text, fate.reason, count(*), null::text, null::timestamptz
  from (
    select
      f.due_at,
      case
        when erased.done_at is not null then null
        when f.erase_at is null or f.erase_at > statement_timestamp() then 'open'
        when f.hold_id is not null then 'held'
        else 'open'
      end as reason
    from (select distinct own.at, own.id from retention.own_app_logs(remain_users.subject_key) as own) as own
    join retention.app_logs_fate as f on f.at = own.at and f.id = own.id
    left join retention.app_logs_act as erased on f.at = erased.at and f.id = erased.id and erased.stage = 'erase'
  ) as fate
  where fate.reason is not null
  group by fate.reason
  union all
  select 'auth.users'::text, fate.reason, count(*), null::text, null::timestamptz
  from (
    select
      f.due_at,
      case
        when f.erase_at is null or f.erase_at > statement_timestamp() then 'open'
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'open'
      end as reason
    from (select distinct own.id from retention.own_auth_users(remain_users.subject_key) as own) as own
    join retention.auth_users_fate as f on f.id = own.id
  ) as fate
  where fate.reason is not null
  group by fate.reason;
end
$$;


ALTER FUNCTION retention.remain_users(subject_key jsonb) OWNER TO kaevo_retention_owner;

--
-- Name: remember_shape(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.remember_shape() RETURNS event_trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  perform set_config('retention.partitions', coalesce((
    select string_agg(p.relid::oid::text, ',')
    from retention.guarded_table as g
    cross join lateral pg_partition_tree(to_regclass(g.table_name)) as p
  ), ''), true);
  perform set_config('retention.matters', coalesce(retention._active_matters(), ''), true);
end
$$;


ALTER FUNCTION retention.remember_shape() OWNER TO kaevo_retention_owner;

--
-- Name: request_remains(bigint); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.request_remains(request_id bigint) RETURNS TABLE(class_name text, reason text, row_count bigint, ground text, release_at timestamp with time zone)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  request retention.request;
begin
  select * into request from retention.request as q where q.request_id = request_remains.request_id;
  if not found then
    raise exception 'there is no request %', request_id using errcode = 'RH013', hint = 'select request_id, right_name, status from retention.request;';
  end if;
  return query
  with seen as materialized (
    select * from retention._remains(request.subject_table, request.subject_key)
  ),
  severed as (
    select n.class_name, n.ground, n.release_at,
      n.row_count - coalesce((select sum(s.row_count) from seen as s where s.class_name = n.class_name), 0) as row_count
    from retention.request_retained as n
    where n.request_id = request.request_id and n.release_at > clock_timestamp()
  )
  select l.class_name, l.reason, sum(l.row_count)::bigint, l.ground, max(l.release_at)
  from (
    select s.class_name, s.reason, s.row_count, s.ground, s.release_at from seen as s
    union all
    select s.class_name, 'retained', s.row_count::bigint, s.ground, s.release_at from severed as s where s.row_count > 0
  ) as l
  group by l.class_name, l.reason, l.ground
  order by l.class_name, l.reason;
end
$$;


ALTER FUNCTION retention.request_remains(request_id bigint) OWNER TO kaevo_retention_owner;

--
-- Name: requeue_notice(bigint, text); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.requeue_notice(notice_id bigint, note text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  told text;
begin
  update retention.outbox as o
  set state = 'waiting', available_at = clock_timestamp(), last_attempt = o.attempts + r.max_attempts
  from retention.recipient as r
  where o.notice_id = requeue_notice.notice_id and o.state = 'failed' and r.recipient = o.recipient
  returning o.recipient into told;
  if not found then
    raise exception 'notice % has not failed', requeue_notice.notice_id
      using errcode = 'RH015', hint = 'select notice_id, state from retention.open_notices;';
  end if;
  perform retention._append_evidence('notice queued again', jsonb_build_object('notice', notice_id, 'recipient', told), note);
end
$$;


ALTER FUNCTION retention.requeue_notice(notice_id bigint, note text) OWNER TO kaevo_retention_owner;

--
-- Name: resume(bigint); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.resume(pause_id bigint) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ update retention.pause as p set resumed_at = clock_timestamp(), resumed_by = session_user where p.pause_id = resume.pause_id and p.resumed_at is null $$;


ALTER FUNCTION retention.resume(pause_id bigint) OWNER TO kaevo_retention_owner;

--
-- Name: resume_request(bigint); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.resume_request(request_id bigint) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  request retention.request := retention._begin_step(request_id, 'resume');
begin
  update retention.request as q
  set paused_days = q.paused_days + coalesce(retention._today() - q.paused_on, 0),
    respond_due = retention._stage_due(q, 'respond', q.paused_days + coalesce(retention._today() - q.paused_on, 0)),
    extend_due = retention._stage_due(q, 'extend', q.paused_days + coalesce(retention._today() - q.paused_on, 0)),
    paused_on = null, pause_reason = null, paused_status = null
  where q.request_id = request.request_id;
  request := retention._end_step(request, 'resume', case
    when request.status = 'paused' then request.paused_status
    when request.extended_at is not null then 'extended'
    else 'in_progress'
  end);
  perform retention._append_evidence('request resumed', retention._request_facts(request) || jsonb_build_object(
    'paused_days', request.paused_days, 'respond_due', request.respond_due, 'extend_due', request.extend_due
  ));
  return request.status;
end
$$;


ALTER FUNCTION retention.resume_request(request_id bigint) OWNER TO kaevo_retention_owner;

--
-- Name: retry_notice(bigint, integer, text); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.retry_notice(notice_id bigint, attempt integer, error text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  becomes text;
begin
  update retention.outbox as o
  set state = case when o.attempts >= o.last_attempt then 'failed' else 'waiting' end,
    -- after thirty doublings every wait is the longest
    available_at = clock_timestamp() + least(r.longest_wait, r.first_wait * power(2, least(o.attempts, 30) - 1)),
    last_error = left(error, 1000)
  from retention.recipient as r
  where o.notice_id = retry_notice.notice_id and o.state = 'taken' and o.attempts = attempt and r.recipient = o.recipient
  returning o.state into becomes;
  if not found then
    perform retention._not_yours(retry_notice.notice_id);
  end if;
  return becomes;
end
$$;


ALTER FUNCTION retention.retry_notice(notice_id bigint, attempt integer, error text) OWNER TO kaevo_retention_owner;

--
-- Name: review_incident_subjects(uuid, uuid, text, text, timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.review_incident_subjects(key_1 uuid, key_2 uuid, decision text, note text, keep_until timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  insert into retention.incident_subjects_review (incident_id, user_id, decision, keep_until, note)
  values (key_1, key_2, decision, keep_until, note)
  on conflict (incident_id, user_id) do update
  set decision = excluded.decision, keep_until = excluded.keep_until, note = excluded.note, decided_at = clock_timestamp(), decided_by = session_user;
  perform retention._append_evidence('reviewed', jsonb_build_object(
    'class', 'incident_subjects', 'decision', decision, 'row', retention.keyed_digest(jsonb_build_array(key_1, key_2)::text)
  ));
end
$$;


ALTER FUNCTION retention.review_incident_subjects(key_1 uuid, key_2 uuid, decision text, note text, keep_until timestamp with time zone) OWNER TO kaevo_retention_owner;

--
-- Name: review_security_incidents(uuid, text, text, timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.review_security_incidents(key_1 uuid, decision text, note text, keep_until timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  insert into retention.security_incidents_review (id, decision, keep_until, note)
  values (key_1, decision, keep_until, note)
  on conflict (id) do update
  set decision = excluded.decision, keep_until = excluded.keep_until, note = excluded.note, decided_at = clock_timestamp(), decided_by = session_user;
  perform retention._append_evidence('reviewed', jsonb_build_object(
    'class', 'security_incidents', 'decision', decision, 'row', retention.keyed_digest(jsonb_build_array(key_1)::text)
  ));
end
$$;


ALTER FUNCTION retention.review_security_incidents(key_1 uuid, decision text, note text, keep_until timestamp with time zone) OWNER TO kaevo_retention_owner;

--
-- Name: run(text, timestamp with time zone, boolean, text, text, text); Type: PROCEDURE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE PROCEDURE retention.run(IN class_name text, IN as_of timestamp with time zone DEFAULT NULL::timestamp with time zone, IN scheduled boolean DEFAULT false, IN tenant text DEFAULT NULL::text, IN actor text DEFAULT NULL::text, IN phrase text DEFAULT NULL::text)
    LANGUAGE plpgsql
    AS $$
declare
  opened bigint;
begin
  commit;
  set transaction isolation level read committed;
  opened := retention.run_open(class_name, as_of, scheduled, tenant, actor, phrase);
  commit;
  set transaction isolation level read committed;
  while retention.run_step(opened) loop
    commit;
    set transaction isolation level read committed;
  end loop;
end
$$;


ALTER PROCEDURE retention.run(IN class_name text, IN as_of timestamp with time zone, IN scheduled boolean, IN tenant text, IN actor text, IN phrase text) OWNER TO kaevo_retention_owner;

--
-- Name: run_open(text, timestamp with time zone, boolean, text, text, text); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.run_open(of_class text, as_of timestamp with time zone, scheduled boolean, tenant text, actor text, phrase text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  class retention.class := retention._class(of_class);
  frozen timestamptz := coalesce(as_of, clock_timestamp());
  waits text := retention._waits();
  refusal text := coalesce(waits, retention._refusal(class, scheduled, actor, phrase, tenant));
  due bigint;
  held bigint;
  deferred bigint;
  table_rows double precision;
  cascaded jsonb;
  opened bigint;
begin
  if frozen > clock_timestamp() then
    raise exception 'as_of lies in the future' using errcode = 'RH006', hint = 'Use retention.preview to look ahead.';
  end if;
  update retention.run_log as l
  set state = 'stopped', stop_reason = 'crashed or killed', finished_at = clock_timestamp()
  where l.class_name = of_class and l.state = 'running' and not retention._alive(l);
  if refusal is null then
    select b.rows_due, b.rows_held, b.rows_deferred into strict due, held, deferred from retention._count(of_class, frozen) as b;
    select greatest(c.reltuples, 0) into table_rows from pg_class as c where c.oid = to_regclass(class.table_name);
    if class.mode = 'armed'
      and (due > class.fuse_rows or (due > 1000 and table_rows > 0 and due > class.fuse_share * table_rows)) then
      refusal := format(
        'fuse: %s of about %s rows are due, more than %s rows or %s %% of the table', due, table_rows, class.fuse_rows, 100 * class.fuse_share
      );
    end if;
  end if;
  insert into retention.run_log (class_name, policy_version, as_of, scheduled, tenant, state, stop_reason, finished_at, batch_rows, lease_until, rows_held, rows_deferred, rows_left)
  values (
    of_class, class.policy_version, frozen, scheduled, tenant,
    case when refusal is not null then 'refused' when class.mode = 'shadow' then 'shadow' else 'running' end,
    coalesce(refusal, case when class.mode = 'shadow' then 'shadow: counted, nothing touched' end),
    case when refusal is not null or class.mode = 'shadow' then clock_timestamp() end,
    class.batch_rows, clock_timestamp() + interval '15 minutes',
    held, deferred, due
  )
  returning run_id into opened;
  perform retention._unpin_partitions();
  -- What waits leaves the heartbeat as it is, or the next run would go on.
  update retention.installation set heartbeat = greatest(heartbeat, clock_timestamp()) where waits is null;
  with sealed as (
    update retention.cascade_log set sealed = true where not sealed returning class_name, rows_disposed
  ),
  total as (
    select s.class_name, sum(s.rows_disposed) as n from sealed as s group by s.class_name
  )
  select jsonb_object_agg(total.class_name, total.n) into cascaded from total;
  if cascaded is not null then
    perform retention._append_evidence('cascade', jsonb_build_object('rows', cascaded));
  end if;
  return case when refusal is null and class.mode = 'armed' then opened end;
end
$$;


ALTER FUNCTION retention.run_open(of_class text, as_of timestamp with time zone, scheduled boolean, tenant text, actor text, phrase text) OWNER TO kaevo_retention_owner;

--
-- Name: run_step(bigint); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.run_step(of_run bigint) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
  run retention.run_log;
  class retention.class;
  taken integer;
  disposed bigint;
  next_position jsonb;
  failure text;
  failure_state text;
  reason text;
begin
  -- Held to the end of this transaction: two drivers never work on one run at a time.
  if not pg_try_advisory_xact_lock(hashtext('retention.run'), of_run::integer) then
    return false;
  end if;
  select * into run from retention.run_log where run_id = of_run for update;
  if not found or run.state <> 'running' then
    return false;
  end if;
  class := retention._class(run.class_name);

  select p.reason into reason from retention.pause as p
  where p.resumed_at is null and (p.class_name is null or p.class_name = run.class_name) limit 1;
  if found then
    perform retention._run_close(of_run, format('paused: %s', reason), 'stopped');
    return false;
  end if;
  if class.mode <> 'armed' then
    perform retention._run_close(of_run, 'disarmed', 'stopped');
    return false;
  end if;
  if clock_timestamp() > run.started_at + class.at_most then
    perform retention._run_close(of_run, format('ran for %s', class.at_most), 'stopped');
    return false;
  end if;
  if run.stage > cardinality(class.stages) then
    perform retention._run_close(of_run, 'done', 'done');
    return false;
  end if;

  begin
    execute format('select * from retention.%I($1, $2, $3, $4, $5, $6)', class.stages[run.stage])
    into strict taken, disposed, next_position, failure, failure_state
    using of_run, run.as_of, run.scheduled, run.tenant, run.position, run.batch_rows;
  exception
    when lock_not_available or deadlock_detected or serialization_failure then
      -- Somebody is placing a hold, or works on these rows: wait a little, then give up rather than queue the application behind us.
      if run.lock_waits >= 5 then
        perform retention._run_close(of_run, format('locked: %s', sqlerrm), 'stopped');
        return false;
      end if;
      update retention.run_log
      set lock_waits = lock_waits + 1, batch_rows = greatest(1, run.batch_rows / 2), lease_until = clock_timestamp() + interval '15 minutes'
      where run_id = of_run;
      return true;
  end;

  if taken = 0 then
    update retention.run_log
    set stage = run.stage + 1, position = null, batch_rows = class.batch_rows, lock_waits = 0, lease_until = clock_timestamp() + interval '15 minutes'
    where run_id = of_run;
  elsif failure is null then
    update retention.run_log
    set position = next_position, rows_disposed = rows_disposed + disposed, batch_rows = least(run.batch_rows * 2, class.batch_rows),
        lock_waits = 0, lease_until = clock_timestamp() + interval '15 minutes'
    where run_id = of_run;
  elsif taken > 1 then
    update retention.run_log
    set batch_rows = greatest(1, least(taken, run.batch_rows) / 2), lease_until = clock_timestamp() + interval '15 minutes'
    where run_id = of_run;
  else
    insert into retention.run_blocked (run_id, stage, row_key, sqlstate, reason)
    values (of_run, class.stages[run.stage], next_position, failure_state, failure);
    perform retention._append_evidence('row passed by', jsonb_build_object(
      'class', run.class_name, 'run', of_run, 'stage', class.stages[run.stage], 'sqlstate', failure_state
    ));
    update retention.run_log
    set position = next_position, rows_blocked = rows_blocked + 1, lease_until = clock_timestamp() + interval '15 minutes'
    where run_id = of_run;
  end if;
  return true;
end
$_$;


ALTER FUNCTION retention.run_step(of_run bigint) OWNER TO kaevo_retention_owner;

--
-- Name: set_holidays(text, integer, date[]); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.set_holidays(region text, year integer, days date[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if exists (select from unnest(days) as d (day) where d.day is null or extract(year from d.day) <> year) then
    raise exception 'a day does not lie in %', year using errcode = 'RH012', hint = 'Set the holidays of one year at a time.';
  end if;
  -- One at a time, and none while a request is opened.
  lock table retention.holiday in share row exclusive mode;
  delete from retention.holiday as h where h.region = set_holidays.region and extract(year from h.day) = year;
  insert into retention.holiday (region, day) select distinct set_holidays.region, d.day from unnest(days) as d (day);
  update retention.request as q
  set acknowledge_due = retention._stage_due(q, 'acknowledge', 0),
    respond_due = retention._stage_due(q, 'respond', q.paused_days),
    extend_due = retention._stage_due(q, 'extend', q.paused_days)
  where q.responded_at is null and q.closed_at is null;
  perform retention._append_evidence('holidays set', jsonb_build_object('region', region, 'year', year, 'days', to_jsonb(days)));
end
$$;


ALTER FUNCTION retention.set_holidays(region text, year integer, days date[]) OWNER TO kaevo_retention_owner;

--
-- Name: set_limits(text, text, bigint, double precision, integer); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.set_limits(class_name text, note text, fuse_rows bigint DEFAULT NULL::bigint, fuse_share double precision DEFAULT NULL::double precision, batch_rows integer DEFAULT NULL::integer) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  perform retention._class(set_limits.class_name);
  update retention.class as c
  set fuse_rows = coalesce(set_limits.fuse_rows, c.fuse_rows),
      fuse_share = coalesce(set_limits.fuse_share, c.fuse_share),
      batch_rows = coalesce(set_limits.batch_rows, c.batch_rows)
  where c.class_name = set_limits.class_name;
  perform retention._append_evidence('limits changed', jsonb_build_object(
    'class', set_limits.class_name, 'fuse_rows', set_limits.fuse_rows, 'fuse_share', set_limits.fuse_share, 'batch_rows', set_limits.batch_rows
  ), note);
end
$$;


ALTER FUNCTION retention.set_limits(class_name text, note text, fuse_rows bigint, fuse_share double precision, batch_rows integer) OWNER TO kaevo_retention_owner;

--
-- Name: settle_notice(bigint, integer, text, text); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.settle_notice(notice_id bigint, attempt integer, outcome text, note text DEFAULT NULL::text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  update retention.outbox as o
  set state = 'settled', outcome = settle_notice.outcome, note = settle_notice.note, payload = null, last_error = null,
    settled_at = clock_timestamp(), settled_by = session_user
  where o.notice_id = settle_notice.notice_id and o.state = 'taken' and o.attempts = attempt;
  if not found then
    perform retention._not_yours(settle_notice.notice_id);
  end if;
end
$$;


ALTER FUNCTION retention.settle_notice(notice_id bigint, attempt integer, outcome text, note text) OWNER TO kaevo_retention_owner;

--
-- Name: start_of_day(date); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.start_of_day(day date) RETURNS timestamp with time zone
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select day::timestamp at time zone 'America/New_York' $$;


ALTER FUNCTION retention.start_of_day(day date) OWNER TO kaevo_retention_owner;

--
-- Name: take_notices(integer, interval, text); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.take_notices(batch integer DEFAULT 10, lease interval DEFAULT '00:05:00'::interval, of_recipient text DEFAULT NULL::text) RETURNS TABLE(notice_id bigint, recipient text, table_name text, payload jsonb, attempt integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
  reason text := retention._waits();
begin
  if reason is null then
    select format('paused: %s', p.reason) into reason from retention.pause as p where p.resumed_at is null and p.class_name is null limit 1;
  end if;
  if reason is not null then
    raise exception 'notices wait: %', reason using errcode = 'RH014';
  end if;
  if batch is null or batch < 1 or lease is null or lease <= interval '0' then
    raise exception 'a batch is one notice or more, and a lease some time' using errcode = 'RH014';
  end if;
  -- The worker of the last attempt has vanished.
  update retention.outbox as o
  set state = 'failed', last_error = coalesce(o.last_error, 'its worker did not come back')
  from (
    select v.notice_id from retention.outbox as v
    where v.state in ('waiting', 'taken') and v.available_at <= clock_timestamp() and v.state = 'taken' and v.attempts >= v.last_attempt
    for update skip locked
  ) as vanished
  where o.notice_id = vanished.notice_id;
  return query
  with next as (
    select w.notice_id
    from retention.outbox as w
    where w.state in ('waiting', 'taken') and w.available_at <= clock_timestamp() and w.attempts < w.last_attempt
      and (of_recipient is null or w.recipient = of_recipient)
    order by w.available_at, w.notice_id
    limit batch
    for update skip locked
  ),
  taken as (
    update retention.outbox as o
    set state = 'taken', attempts = o.attempts + 1, available_at = clock_timestamp() + lease, taken_by = session_user
    from next
    where o.notice_id = next.notice_id
    returning o.notice_id, o.recipient, o.table_name, o.payload, o.attempts
  )
  select t.notice_id, t.recipient, t.table_name, t.payload, t.attempts from taken as t order by t.notice_id;
  -- Last, since the chain makes others wait.
  perform retention._seal_notices();
end
$$;


ALTER FUNCTION retention.take_notices(batch integer, lease interval, of_recipient text) OWNER TO kaevo_retention_owner;

--
-- Name: take_requests(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.take_requests() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  found_one record;
  request retention.request;
  n bigint := 0;
begin
  -- One at a time: nobody is taken twice.
  lock table retention.request_rule in share row exclusive mode;

  -- public.users, requested: erasure
  for found_one in
    select person.key, asked.at
    from public.users as r
    cross join lateral (select jsonb_build_object('id', r.id) as key) as person
    cross join lateral (select retention.counted(r.deletion_requested_at) as at) as asked
    where asked.at <= statement_timestamp()
      and not exists (
        select from retention.request as q
        where q.subject_table = 'public.users' and q.right_name = 'erasure' and q.subject_key = person.key
          and (q.closed_at is null or q.received_at >= asked.at)
      )
    order by asked.at, person.key
    -- The next call goes on.
    limit 500
  loop
    request := retention._open_request('public.users', found_one.key, 'erasure', 'application', found_one.at, 'requested');
    perform retention._append_evidence('request opened', retention._request_facts(request) || jsonb_build_object(
      'received_at', request.received_at, 'regimes', request.regimes,
      'acknowledge_due', request.acknowledge_due, 'respond_due', request.respond_due, 'extend_due', request.extend_due
    ));
    perform retention.verify_request(request.request_id, request.verification_needed);
    n := n + 1;
  end loop;
  for found_one in
    select q.request_id
    from retention.request as q
    join public.users as r on q.subject_key = jsonb_build_object('id', r.id)
    where q.subject_table = 'public.users' and q.right_name = 'erasure' and q.event = 'requested' and q.responded_at is null and q.closed_at is null
      and retention.counted(r.deletion_requested_at) is null
    order by q.request_id
  loop
    perform retention.cancel_request(found_one.request_id, 'the application cleared the event');
    n := n + 1;
  end loop;

  -- When a duty ends may be known only now.
  perform retention._note_retained(q)
  from retention.request as q
  where q.right_name = 'erasure' and q.responded_at is null and q.closed_at is null
    and exists (select from retention.request_retained as r where r.request_id = q.request_id and r.release_at = 'infinity');
  return n;
end
$$;


ALTER FUNCTION retention.take_requests() OWNER TO kaevo_retention_owner;

--
-- Name: tell_plaid_connections(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.tell_plaid_connections() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "IntervalStyle" TO 'iso_8601'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    SET jit TO 'off'
    AS $$
begin
  if old.item_id is not null then
    perform retention._tell(
      'Plaid', 'public.plaid_connections', jsonb_build_object('item_id', old.item_id),
      (
        select jsonb_build_array('public.users', jsonb_build_object('id', users.id))
        from public.users as users
        where old.user_id = users.id
        limit 1
      )
    );
  end if;
  return null;
end
$$;


ALTER FUNCTION retention.tell_plaid_connections() OWNER TO kaevo_retention_owner;

--
-- Name: tell_vault_documents(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.tell_vault_documents() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "IntervalStyle" TO 'iso_8601'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    SET jit TO 'off'
    AS $$
begin
  if old.blob_key is not null then
    perform retention._tell(
      'Supabase storage', 'public.vault_documents', jsonb_build_object('blob_key', old.blob_key),
      (
        select jsonb_build_array('public.users', jsonb_build_object('id', users.id))
        from public.households as households
        join public.users as users on households.owner_user_id = users.id
        where old.household_id = households.id
        limit 1
      )
    );
  end if;
  return null;
end
$$;


ALTER FUNCTION retention.tell_vault_documents() OWNER TO kaevo_retention_owner;

--
-- Name: truncate_guard(); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.truncate_guard() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
declare
  guarded retention.guarded_table;
  held boolean;
begin
  select * into strict guarded from retention.guarded_table where table_name = tg_argv[0];
  execute format('select exists (select from retention.%I)', guarded.held_view) into held;
  if held then
    raise exception 'TRUNCATE of % is refused: it has rows on hold', tg_relid::regclass
      using errcode = 'RH002', hint = 'Release the hold, or delete the other rows.';
  end if;
  return null;
end
$$;


ALTER FUNCTION retention.truncate_guard() OWNER TO kaevo_retention_owner;

--
-- Name: verify_evidence(bigint, bytea); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.verify_evidence(known_id bigint DEFAULT NULL::bigint, known_hash bytea DEFAULT NULL::bytea) RETURNS TABLE(evidence_id bigint, finding text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  with start as (
    select coalesce(max(c.evidence_id), 0) as evidence_id, coalesce((array_agg(c.hash order by c.evidence_id desc))[1], '\x') as hash
    from retention.evidence_checkpoint as c
  ),
  chain as (
    select
      e.evidence_id, e.previous_hash, e.hash, e.body,
      retention._evidence_hash(e.previous_hash, e.evidence_id, e.recorded_at, e.recorded_by, e.act, e.body) as computed,
      lag(e.evidence_id, 1, start.evidence_id) over in_order as id_before,
      lag(e.hash, 1, start.hash) over in_order as hash_before
    from retention.evidence as e
    cross join start
    window in_order as (order by e.evidence_id)
  ),
  ending as (
    select coalesce(e.evidence_id, start.evidence_id) as evidence_id, coalesce(e.hash, start.hash) as hash
    from start
    left join (select e.evidence_id, e.hash from retention.evidence as e order by e.evidence_id desc limit 1) as e on true
  ),
  pruning as (
    select e.body from retention.evidence as e where e.act = 'evidence pruned' order by e.evidence_id desc limit 1
  )
  select found.evidence_id, found.finding
  from (
    select wrong.evidence_id, wrong.finding
    from chain
    left join retention.evidence_note as n on n.evidence_id = chain.evidence_id
    cross join lateral (values
      (
        chain.id_before + 1, chain.evidence_id > chain.id_before + 1,
        format('missing: the acts %s to %s are not there', chain.id_before + 1, chain.evidence_id - 1)
      ),
      (chain.evidence_id, chain.evidence_id <= chain.id_before, 'there again: it was removed by a pruning'),
      (chain.evidence_id, chain.hash <> chain.computed, 'altered: its hash is not that of its content'),
      (
        chain.evidence_id, chain.evidence_id = chain.id_before + 1 and chain.previous_hash <> chain.hash_before,
        'not linked: it does not carry the hash of the act before'
      ),
      (
        chain.evidence_id,
        case when n.note is not null then retention.keyed_digest(n.note) is distinct from chain.body ->> 'note' end,
        'note altered: its note is not the one that was written'
      )
    ) as wrong (evidence_id, is_so, finding)
    where wrong.is_so
    union all
    select ending.evidence_id, format('cut off: it is the last act, and the head of the chain is %s', head.evidence_id)
    from retention.evidence_head as head
    cross join ending
    where (head.evidence_id, head.hash) <> (ending.evidence_id, ending.hash)
    union all
    select start.evidence_id, 'checkpoint not on record: no act says that the chain was pruned up to here'
    from start
    left join pruning on true
    where start.evidence_id > 0
      and (pruning.body ->> 'through', pruning.body ->> 'hash') is distinct from (start.evidence_id::text, encode(start.hash, 'hex'))
    union all
    select known_id, 'rewritten or cut off: the act that was noted outside is not in the chain'
    from start
    where (known_id > start.evidence_id and not exists (select from retention.evidence as e where e.evidence_id = known_id and e.hash = known_hash))
      or (known_id = start.evidence_id and known_hash <> start.hash)
  ) as found (evidence_id, finding)
  order by found.evidence_id, found.finding
$$;


ALTER FUNCTION retention.verify_evidence(known_id bigint, known_hash bytea) OWNER TO kaevo_retention_owner;

--
-- Name: verify_request(bigint, text, text); Type: FUNCTION; Schema: retention; Owner: kaevo_retention_owner
--

CREATE FUNCTION retention.verify_request(request_id bigint, level text, note text DEFAULT NULL::text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  levels constant text[] := array['none', 'basic', 'additional'];
  request retention.request := retention._begin_step(request_id, 'verify');
begin
  if array_position(levels, level) is null then
    raise exception 'there is no level of verification "%"', level using errcode = 'RH012', hint = format('It is one of: %s.', array_to_string(levels, ', '));
  end if;
  update retention.request as q
  set verification_level = level, verified_at = clock_timestamp(), verified_by = session_user
  where q.request_id = request.request_id;
  request := retention._end_step(request, 'verify', case
    when array_position(levels, level) < array_position(levels, request.verification_needed) then 'identity_unverified'
    when request.extended_at is not null then 'extended'
    else 'in_progress'
  end);
  if request.right_name = 'erasure' then
    perform retention._note_retained(request);
  end if;
  perform retention._append_evidence('request verified', retention._request_facts(request) || jsonb_build_object('level', level), note);
  return request.status;
end
$$;


ALTER FUNCTION retention.verify_request(request_id bigint, level text, note text) OWNER TO kaevo_retention_owner;

--
-- Name: accounts_hold; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.accounts_hold (
    hold_id bigint NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.accounts_hold OWNER TO kaevo_retention_owner;

--
-- Name: hold; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.hold (
    hold_id bigint NOT NULL,
    matter text NOT NULL,
    kind text NOT NULL,
    authority text NOT NULL,
    reason text NOT NULL,
    document text,
    notify text NOT NULL,
    standing boolean DEFAULT false NOT NULL,
    placed_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    placed_by text DEFAULT SESSION_USER NOT NULL,
    released_at timestamp with time zone,
    released_by text,
    release_reason text,
    covers_until timestamp with time zone DEFAULT 'infinity'::timestamp with time zone NOT NULL,
    CONSTRAINT hold_notify_check CHECK ((notify = ANY (ARRAY['always'::text, 'where lawful'::text, 'never'::text])))
);


ALTER TABLE retention.hold OWNER TO kaevo_retention_owner;

--
-- Name: active_hold; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.active_hold AS
 SELECT hold_id,
    matter,
    notify,
    standing
   FROM retention.hold h
  WHERE (covers_until > statement_timestamp());


ALTER VIEW retention.active_hold OWNER TO kaevo_retention_owner;

--
-- Name: hold_on_class; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.hold_on_class (
    hold_id bigint NOT NULL,
    class_name text NOT NULL,
    since timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    until timestamp with time zone DEFAULT 'infinity'::timestamp with time zone NOT NULL,
    CONSTRAINT hold_on_class_check CHECK ((since < until))
);


ALTER TABLE retention.hold_on_class OWNER TO kaevo_retention_owner;

--
-- Name: accounts_matched; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.accounts_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.accounts_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN public.accounts r)
  WHERE ((scope.class_name = 'accounts'::text) AND COALESCE(((retention.counted(r.created_at) >= scope.since) AND (retention.counted(r.created_at) < scope.until)), true));


ALTER VIEW retention.accounts_matched OWNER TO kaevo_retention_owner;

--
-- Name: balance_snapshots_hold; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.balance_snapshots_hold (
    hold_id bigint NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.balance_snapshots_hold OWNER TO kaevo_retention_owner;

--
-- Name: balance_snapshots_matched; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.balance_snapshots_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.balance_snapshots_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN public.balance_snapshots r)
  WHERE ((scope.class_name = 'balance_snapshots'::text) AND COALESCE(((retention.counted(r.as_of) >= scope.since) AND (retention.counted(r.as_of) < scope.until)), true));


ALTER VIEW retention.balance_snapshots_matched OWNER TO kaevo_retention_owner;

--
-- Name: households_hold; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.households_hold (
    hold_id bigint NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.households_hold OWNER TO kaevo_retention_owner;

--
-- Name: households_matched; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.households_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.households_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN public.households r)
  WHERE ((scope.class_name = 'households'::text) AND COALESCE(((retention.counted(r.created_at) >= scope.since) AND (retention.counted(r.created_at) < scope.until)), true));


ALTER VIEW retention.households_matched OWNER TO kaevo_retention_owner;

--
-- Name: transactions_hold; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.transactions_hold (
    hold_id bigint NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.transactions_hold OWNER TO kaevo_retention_owner;

--
-- Name: transactions_matched; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.transactions_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.transactions_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN public.transactions r)
  WHERE ((scope.class_name = 'transactions'::text) AND COALESCE(((retention.end_of_day(retention.counted(r.occurred_on)) > scope.since) AND (retention.start_of_day(retention.counted(r.occurred_on)) < scope.until)), true));


ALTER VIEW retention.transactions_matched OWNER TO kaevo_retention_owner;

--
-- Name: users_hold; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.users_hold (
    hold_id bigint NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.users_hold OWNER TO kaevo_retention_owner;

--
-- Name: users_matched; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.users_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.users_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)));


ALTER VIEW retention.users_matched OWNER TO kaevo_retention_owner;

--
-- Name: transactions_covered; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.transactions_covered AS
 SELECT m.id,
    m.hold_id
   FROM retention.transactions_matched m
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((public.transactions r
     JOIN public.accounts accounts ON ((r.account_id = accounts.id)))
     JOIN retention.accounts_matched m ON ((accounts.id = m.id)))
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM (((public.transactions r
     JOIN public.accounts accounts ON ((r.account_id = accounts.id)))
     JOIN public.households households ON ((accounts.household_id = households.id)))
     JOIN retention.households_matched m ON ((households.id = m.id)))
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((((public.transactions r
     JOIN public.accounts accounts ON ((r.account_id = accounts.id)))
     JOIN public.households households ON ((accounts.household_id = households.id)))
     JOIN public.users users ON ((households.owner_user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.transactions_covered OWNER TO kaevo_retention_owner;

--
-- Name: transactions_held; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.transactions_held AS
 WITH RECURSIVE upward AS (
         SELECT covered.id,
            covered.hold_id
           FROM retention.transactions_covered covered
        UNION
         SELECT r.id,
            upward_1.hold_id
           FROM ((upward upward_1
             JOIN public.transactions d ON ((d.id = upward_1.id)))
             JOIN public.transactions r ON ((d.transfer_pair_id = r.id)))
        )
 SELECT id,
    hold_id
   FROM upward;


ALTER VIEW retention.transactions_held OWNER TO kaevo_retention_owner;

--
-- Name: accounts_upward; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.accounts_upward AS
 SELECT m.id,
    m.hold_id
   FROM retention.accounts_matched m
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.balance_snapshots_matched held
     JOIN public.balance_snapshots d ON ((d.id = held.id)))
     JOIN public.accounts r ON ((d.account_id = r.id)))
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.transactions_held held
     JOIN public.transactions d ON ((d.id = held.id)))
     JOIN public.accounts r ON ((d.account_id = r.id)));


ALTER VIEW retention.accounts_upward OWNER TO kaevo_retention_owner;

--
-- Name: accounts_held; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.accounts_held AS
 SELECT upward.id,
    upward.hold_id
   FROM retention.accounts_upward upward
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((public.accounts r
     JOIN public.households households ON ((r.household_id = households.id)))
     JOIN retention.households_matched m ON ((households.id = m.id)))
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM (((public.accounts r
     JOIN public.households households ON ((r.household_id = households.id)))
     JOIN public.users users ON ((households.owner_user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.accounts_held OWNER TO kaevo_retention_owner;

--
-- Name: accounts_fate; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.accounts_fate AS
 SELECT r.id,
    NULL::timestamp with time zone AS started_at,
    NULL::timestamp with time zone AS due_at,
    NULL::timestamp with time zone AS overdue_at,
    LEAST(retention.due(retention.counted(users.deletion_requested_at), '30 days'::interval), retention.counted(users.child_known_at)) AS erase_at,
    on_hold.hold_id,
        CASE
            WHEN (EXISTS ( SELECT
               FROM public.balance_snapshots d
              WHERE (d.account_id = r.id))) THEN 'balance_snapshots'::text
            WHEN (EXISTS ( SELECT
               FROM public.transactions d
              WHERE (d.account_id = r.id))) THEN 'transactions'::text
            ELSE NULL::text
        END AS deferred_by
   FROM (((public.accounts r
     LEFT JOIN public.households households ON ((r.household_id = households.id)))
     LEFT JOIN public.users users ON ((households.owner_user_id = users.id)))
     LEFT JOIN ( SELECT held.id,
            min(held.hold_id) AS hold_id
           FROM retention.accounts_held held
          GROUP BY held.id) on_hold ON ((r.id = on_hold.id)));


ALTER VIEW retention.accounts_fate OWNER TO kaevo_retention_owner;

--
-- Name: VIEW accounts_fate; Type: COMMENT; Schema: retention; Owner: kaevo_retention_owner
--

COMMENT ON VIEW retention.accounts_fate IS 'Record class accounts (V-10), policy Kaevo 1.0. Kept until the person is erased.';

--
-- Name: analytics_events_act; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.analytics_events_act (
    id bigint NOT NULL,
    stage text NOT NULL,
    done_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    ground text
);


ALTER TABLE retention.analytics_events_act OWNER TO kaevo_retention_owner;

--
-- Name: analytics_events_hold; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.analytics_events_hold (
    hold_id bigint NOT NULL,
    id bigint NOT NULL
);


ALTER TABLE retention.analytics_events_hold OWNER TO kaevo_retention_owner;

--
-- Name: analytics_events_matched; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.analytics_events_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.analytics_events_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN public.analytics_events r)
  WHERE ((scope.class_name = 'analytics_events'::text) AND COALESCE(((retention.counted(r.collected_at) >= scope.since) AND (retention.counted(r.collected_at) < scope.until)), true));


ALTER VIEW retention.analytics_events_matched OWNER TO kaevo_retention_owner;

--
-- Name: analytics_events_held; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.analytics_events_held AS
 SELECT m.id,
    m.hold_id
   FROM retention.analytics_events_matched m
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((public.analytics_events r
     JOIN public.users users ON ((r.user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.analytics_events_held OWNER TO kaevo_retention_owner;

--
-- Name: analytics_events_fate; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.analytics_events_fate AS
 SELECT r.id,
    r.collected_at AS cutoff_value,
    cutoff.start AS started_at,
    retention.due(cutoff.start, '1 year 2 mons'::interval) AS due_at,
    retention.due(cutoff.start, '1 year 2 mons'::interval) AS overdue_at,
        CASE
            WHEN (erased.done_at IS NULL) THEN LEAST(retention.due(retention.counted(users.deletion_requested_at), '30 days'::interval), retention.counted(users.child_known_at))
            ELSE NULL::timestamp with time zone
        END AS erase_at,
    on_hold.hold_id,
    NULL::text AS deferred_by
   FROM ((((public.analytics_events r
     LEFT JOIN public.users users ON ((r.user_id = users.id)))
     LEFT JOIN retention.analytics_events_act erased ON (((r.id = erased.id) AND (erased.stage = 'erase'::text))))
     CROSS JOIN LATERAL ( SELECT retention.counted(r.collected_at) AS start) cutoff)
     LEFT JOIN ( SELECT held.id,
            min(held.hold_id) AS hold_id
           FROM retention.analytics_events_held held
          GROUP BY held.id) on_hold ON ((r.id = on_hold.id)));


ALTER VIEW retention.analytics_events_fate OWNER TO kaevo_retention_owner;

--
-- Name: VIEW analytics_events_fate; Type: COMMENT; Schema: retention; Owner: kaevo_retention_owner
--

COMMENT ON VIEW retention.analytics_events_fate IS 'Record class analytics_events (V-20), policy Kaevo 1.0. Kept for 14 months from collected_at; then rolled up into analytics_monthly, then destroyed.';

--
-- Name: app_logs_act; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.app_logs_act (
    at timestamp with time zone NOT NULL,
    id bigint NOT NULL,
    stage text NOT NULL,
    done_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    ground text
);


ALTER TABLE retention.app_logs_act OWNER TO kaevo_retention_owner;

--
-- Name: app_logs_hold; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.app_logs_hold (
    hold_id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    id bigint NOT NULL
);


ALTER TABLE retention.app_logs_hold OWNER TO kaevo_retention_owner;

--
-- Name: app_logs_matched; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.app_logs_matched AS
 SELECT scope.at,
    scope.id,
    scope.hold_id
   FROM (retention.app_logs_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.at,
    r.id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN public.app_logs r)
  WHERE ((scope.class_name = 'app_logs'::text) AND COALESCE(((retention.counted(r.at) >= scope.since) AND (retention.counted(r.at) < scope.until)), true));


ALTER VIEW retention.app_logs_matched OWNER TO kaevo_retention_owner;

--
-- Name: app_logs_held; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.app_logs_held AS
 SELECT m.at,
    m.id,
    m.hold_id
   FROM retention.app_logs_matched m
UNION ALL
 SELECT r.at,
    r.id,
    m.hold_id
   FROM ((public.app_logs r
     JOIN public.users users ON ((r.user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.app_logs_held OWNER TO kaevo_retention_owner;

--
-- Name: app_logs_fate; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.app_logs_fate AS
 SELECT r.at,
    r.id,
    r.at AS cutoff_value,
    cutoff.start AS started_at,
    retention.due(cutoff.start, '90 days'::interval) AS due_at,
    retention.due(cutoff.start, '90 days'::interval) AS overdue_at,
        CASE
            WHEN (erased.done_at IS NULL) THEN LEAST(retention.due(retention.counted(users.deletion_requested_at), '30 days'::interval), retention.counted(users.child_known_at))
            ELSE NULL::timestamp with time zone
        END AS erase_at,
    on_hold.hold_id,
    NULL::text AS deferred_by
   FROM ((((public.app_logs r
     LEFT JOIN public.users users ON ((r.user_id = users.id)))
     LEFT JOIN retention.app_logs_act erased ON (((r.at = erased.at) AND (r.id = erased.id) AND (erased.stage = 'erase'::text))))
     CROSS JOIN LATERAL ( SELECT retention.counted(r.at) AS start) cutoff)
     LEFT JOIN ( SELECT held.at,
            held.id,
            min(held.hold_id) AS hold_id
           FROM retention.app_logs_held held
          GROUP BY held.at, held.id) on_hold ON (((r.at = on_hold.at) AND (r.id = on_hold.id))));


ALTER VIEW retention.app_logs_fate OWNER TO kaevo_retention_owner;

--
-- Name: VIEW app_logs_fate; Type: COMMENT; Schema: retention; Owner: kaevo_retention_owner
--

COMMENT ON VIEW retention.app_logs_fate IS 'Record class app_logs (V-18), policy Kaevo 1.0. Kept for 90 days from at; then destroyed.';

--
-- Name: app_logs_pin; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.app_logs_pin (
    hold_id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    id bigint NOT NULL
);


ALTER TABLE retention.app_logs_pin OWNER TO kaevo_retention_owner;

--
-- Name: auth_users_hold; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.auth_users_hold (
    hold_id bigint NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.auth_users_hold OWNER TO kaevo_retention_owner;

--
-- Name: auth_users_matched; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.auth_users_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.auth_users_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN auth.users r)
  WHERE ((scope.class_name = 'auth.users'::text) AND COALESCE(((retention.counted(r.created_at) >= scope.since) AND (retention.counted(r.created_at) < scope.until)), true));


ALTER VIEW retention.auth_users_matched OWNER TO kaevo_retention_owner;

--
-- Name: billing_events_hold; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.billing_events_hold (
    hold_id bigint NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.billing_events_hold OWNER TO kaevo_retention_owner;

--
-- Name: billing_events_matched; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.billing_events_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.billing_events_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)));


ALTER VIEW retention.billing_events_matched OWNER TO kaevo_retention_owner;

--
-- Name: bills_hold; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.bills_hold (
    hold_id bigint NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.bills_hold OWNER TO kaevo_retention_owner;

--
-- Name: bills_matched; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.bills_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.bills_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN public.bills r)
  WHERE ((scope.class_name = 'bills'::text) AND COALESCE(((retention.end_of_day(retention.counted(r.due_on)) > scope.since) AND (retention.start_of_day(retention.counted(r.due_on)) < scope.until)), true));


ALTER VIEW retention.bills_matched OWNER TO kaevo_retention_owner;

--
-- Name: budgets_hold; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.budgets_hold (
    hold_id bigint NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.budgets_hold OWNER TO kaevo_retention_owner;

--
-- Name: budgets_matched; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.budgets_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.budgets_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN public.budgets r)
  WHERE ((scope.class_name = 'budgets'::text) AND COALESCE(((retention.counted(r.created_at) >= scope.since) AND (retention.counted(r.created_at) < scope.until)), true));


ALTER VIEW retention.budgets_matched OWNER TO kaevo_retention_owner;

--
-- Name: calendar_events_hold; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.calendar_events_hold (
    hold_id bigint NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.calendar_events_hold OWNER TO kaevo_retention_owner;

--
-- Name: calendar_events_matched; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.calendar_events_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.calendar_events_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN public.calendar_events r)
  WHERE ((scope.class_name = 'calendar_events'::text) AND COALESCE(((retention.counted(r.created_at) >= scope.since) AND (retention.counted(r.created_at) < scope.until)), true));


ALTER VIEW retention.calendar_events_matched OWNER TO kaevo_retention_owner;

--
-- Name: chores_hold; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.chores_hold (
    hold_id bigint NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.chores_hold OWNER TO kaevo_retention_owner;

--
-- Name: chores_matched; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.chores_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.chores_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN public.chores r)
  WHERE ((scope.class_name = 'chores'::text) AND COALESCE(((retention.counted(r.created_at) >= scope.since) AND (retention.counted(r.created_at) < scope.until)), true));


ALTER VIEW retention.chores_matched OWNER TO kaevo_retention_owner;

--
-- Name: expenses_hold; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.expenses_hold (
    hold_id bigint NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.expenses_hold OWNER TO kaevo_retention_owner;

--
-- Name: expenses_matched; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.expenses_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.expenses_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN public.expenses r)
  WHERE ((scope.class_name = 'expenses'::text) AND COALESCE(((retention.counted(r.created_at) >= scope.since) AND (retention.counted(r.created_at) < scope.until)), true));


ALTER VIEW retention.expenses_matched OWNER TO kaevo_retention_owner;

--
-- Name: homes_hold; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.homes_hold (
    hold_id bigint NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.homes_hold OWNER TO kaevo_retention_owner;

--
-- Name: homes_matched; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.homes_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.homes_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN public.homes r)
  WHERE ((scope.class_name = 'homes'::text) AND COALESCE(((retention.counted(r.created_at) >= scope.since) AND (retention.counted(r.created_at) < scope.until)), true));


ALTER VIEW retention.homes_matched OWNER TO kaevo_retention_owner;

--
-- Name: household_members_hold; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.household_members_hold (
    hold_id bigint NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.household_members_hold OWNER TO kaevo_retention_owner;

--
-- Name: household_members_matched; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.household_members_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.household_members_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN public.household_members r)
  WHERE ((scope.class_name = 'household_members'::text) AND COALESCE(((retention.counted(r.created_at) >= scope.since) AND (retention.counted(r.created_at) < scope.until)), true));


ALTER VIEW retention.household_members_matched OWNER TO kaevo_retention_owner;

--
-- Name: medical_records_hold; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.medical_records_hold (
    hold_id bigint NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.medical_records_hold OWNER TO kaevo_retention_owner;

--
-- Name: medical_records_matched; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.medical_records_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.medical_records_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN public.medical_records r)
  WHERE ((scope.class_name = 'medical_records'::text) AND COALESCE(((retention.counted(r.created_at) >= scope.since) AND (retention.counted(r.created_at) < scope.until)), true));


ALTER VIEW retention.medical_records_matched OWNER TO kaevo_retention_owner;

--
-- Name: household_members_upward; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.household_members_upward AS
 SELECT m.id,
    m.hold_id
   FROM retention.household_members_matched m
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.medical_records_matched held
     JOIN public.medical_records d ON ((d.id = held.id)))
     JOIN public.household_members r ON ((d.member_id = r.id)));


ALTER VIEW retention.household_members_upward OWNER TO kaevo_retention_owner;

--
-- Name: household_members_held; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.household_members_held AS
 SELECT upward.id,
    upward.hold_id
   FROM retention.household_members_upward upward
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((public.household_members r
     JOIN public.households households ON ((r.household_id = households.id)))
     JOIN retention.households_matched m ON ((households.id = m.id)))
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM (((public.household_members r
     JOIN public.households households ON ((r.household_id = households.id)))
     JOIN public.users users ON ((households.owner_user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.household_members_held OWNER TO kaevo_retention_owner;

--
-- Name: incomes_hold; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.incomes_hold (
    hold_id bigint NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.incomes_hold OWNER TO kaevo_retention_owner;

--
-- Name: incomes_matched; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.incomes_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.incomes_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN public.incomes r)
  WHERE ((scope.class_name = 'incomes'::text) AND COALESCE(((retention.counted(r.created_at) >= scope.since) AND (retention.counted(r.created_at) < scope.until)), true));


ALTER VIEW retention.incomes_matched OWNER TO kaevo_retention_owner;

--
-- Name: investment_accounts_hold; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.investment_accounts_hold (
    hold_id bigint NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.investment_accounts_hold OWNER TO kaevo_retention_owner;

--
-- Name: investment_accounts_matched; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.investment_accounts_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.investment_accounts_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN public.investment_accounts r)
  WHERE ((scope.class_name = 'investment_accounts'::text) AND COALESCE(((retention.counted(r.created_at) >= scope.since) AND (retention.counted(r.created_at) < scope.until)), true));


ALTER VIEW retention.investment_accounts_matched OWNER TO kaevo_retention_owner;

--
-- Name: recipes_hold; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.recipes_hold (
    hold_id bigint NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.recipes_hold OWNER TO kaevo_retention_owner;

--
-- Name: recipes_matched; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.recipes_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.recipes_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN public.recipes r)
  WHERE ((scope.class_name = 'recipes'::text) AND COALESCE(((retention.counted(r.created_at) >= scope.since) AND (retention.counted(r.created_at) < scope.until)), true));


ALTER VIEW retention.recipes_matched OWNER TO kaevo_retention_owner;

--
-- Name: vacations_hold; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.vacations_hold (
    hold_id bigint NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.vacations_hold OWNER TO kaevo_retention_owner;

--
-- Name: vacations_matched; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.vacations_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.vacations_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN public.vacations r)
  WHERE ((scope.class_name = 'vacations'::text) AND COALESCE(((retention.counted(r.created_at) >= scope.since) AND (retention.counted(r.created_at) < scope.until)), true));


ALTER VIEW retention.vacations_matched OWNER TO kaevo_retention_owner;

--
-- Name: vault_documents_hold; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.vault_documents_hold (
    hold_id bigint NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.vault_documents_hold OWNER TO kaevo_retention_owner;

--
-- Name: vault_documents_matched; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.vault_documents_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.vault_documents_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN public.vault_documents r)
  WHERE ((scope.class_name = 'vault_documents'::text) AND COALESCE(((retention.counted(r.created_at) >= scope.since) AND (retention.counted(r.created_at) < scope.until)), true));


ALTER VIEW retention.vault_documents_matched OWNER TO kaevo_retention_owner;

--
-- Name: vehicles_hold; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.vehicles_hold (
    hold_id bigint NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.vehicles_hold OWNER TO kaevo_retention_owner;

--
-- Name: vehicles_matched; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.vehicles_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.vehicles_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN public.vehicles r)
  WHERE ((scope.class_name = 'vehicles'::text) AND COALESCE(((retention.counted(r.created_at) >= scope.since) AND (retention.counted(r.created_at) < scope.until)), true));


ALTER VIEW retention.vehicles_matched OWNER TO kaevo_retention_owner;

--
-- Name: households_upward; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.households_upward AS
 SELECT m.id,
    m.hold_id
   FROM retention.households_matched m
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.accounts_upward held
     JOIN public.accounts d ON ((d.id = held.id)))
     JOIN public.households r ON ((d.household_id = r.id)))
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.bills_matched held
     JOIN public.bills d ON ((d.id = held.id)))
     JOIN public.households r ON ((d.household_id = r.id)))
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.budgets_matched held
     JOIN public.budgets d ON ((d.id = held.id)))
     JOIN public.households r ON ((d.household_id = r.id)))
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.calendar_events_matched held
     JOIN public.calendar_events d ON ((d.id = held.id)))
     JOIN public.households r ON ((d.household_id = r.id)))
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.chores_matched held
     JOIN public.chores d ON ((d.id = held.id)))
     JOIN public.households r ON ((d.household_id = r.id)))
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.expenses_matched held
     JOIN public.expenses d ON ((d.id = held.id)))
     JOIN public.households r ON ((d.household_id = r.id)))
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.homes_matched held
     JOIN public.homes d ON ((d.id = held.id)))
     JOIN public.households r ON ((d.household_id = r.id)))
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.household_members_upward held
     JOIN public.household_members d ON ((d.id = held.id)))
     JOIN public.households r ON ((d.household_id = r.id)))
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.incomes_matched held
     JOIN public.incomes d ON ((d.id = held.id)))
     JOIN public.households r ON ((d.household_id = r.id)))
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.investment_accounts_matched held
     JOIN public.investment_accounts d ON ((d.id = held.id)))
     JOIN public.households r ON ((d.household_id = r.id)))
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.recipes_matched held
     JOIN public.recipes d ON ((d.id = held.id)))
     JOIN public.households r ON ((d.household_id = r.id)))
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.vacations_matched held
     JOIN public.vacations d ON ((d.id = held.id)))
     JOIN public.households r ON ((d.household_id = r.id)))
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.vault_documents_matched held
     JOIN public.vault_documents d ON ((d.id = held.id)))
     JOIN public.households r ON ((d.household_id = r.id)))
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.vehicles_matched held
     JOIN public.vehicles d ON ((d.id = held.id)))
     JOIN public.households r ON ((d.household_id = r.id)));


ALTER VIEW retention.households_upward OWNER TO kaevo_retention_owner;

--
-- Name: inactivity_notices_hold; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.inactivity_notices_hold (
    hold_id bigint NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.inactivity_notices_hold OWNER TO kaevo_retention_owner;

--
-- Name: inactivity_notices_matched; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.inactivity_notices_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.inactivity_notices_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN public.inactivity_notices r)
  WHERE ((scope.class_name = 'inactivity_notices'::text) AND COALESCE(((retention.counted(r.sent_at) >= scope.since) AND (retention.counted(r.sent_at) < scope.until)), true));


ALTER VIEW retention.inactivity_notices_matched OWNER TO kaevo_retention_owner;

--
-- Name: incident_subjects_hold; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.incident_subjects_hold (
    hold_id bigint NOT NULL,
    incident_id uuid NOT NULL,
    user_id uuid NOT NULL
);


ALTER TABLE retention.incident_subjects_hold OWNER TO kaevo_retention_owner;

--
-- Name: incident_subjects_matched; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.incident_subjects_matched AS
 SELECT scope.incident_id,
    scope.user_id,
    scope.hold_id
   FROM (retention.incident_subjects_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.incident_id,
    r.user_id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN public.incident_subjects r)
  WHERE ((scope.class_name = 'incident_subjects'::text) AND COALESCE(((retention.counted(r.created_at) >= scope.since) AND (retention.counted(r.created_at) < scope.until)), true));


ALTER VIEW retention.incident_subjects_matched OWNER TO kaevo_retention_owner;

--
-- Name: security_incidents_hold; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.security_incidents_hold (
    hold_id bigint NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.security_incidents_hold OWNER TO kaevo_retention_owner;

--
-- Name: security_incidents_matched; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.security_incidents_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.security_incidents_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN public.security_incidents r)
  WHERE ((scope.class_name = 'security_incidents'::text) AND COALESCE(((retention.counted(r.closed_at) >= scope.since) AND (retention.counted(r.closed_at) < scope.until)), true));


ALTER VIEW retention.security_incidents_matched OWNER TO kaevo_retention_owner;

--
-- Name: incident_subjects_held; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.incident_subjects_held AS
 SELECT m.incident_id,
    m.user_id,
    m.hold_id
   FROM retention.incident_subjects_matched m
UNION ALL
 SELECT r.incident_id,
    r.user_id,
    m.hold_id
   FROM ((public.incident_subjects r
     JOIN public.security_incidents security_incidents ON ((r.incident_id = security_incidents.id)))
     JOIN retention.security_incidents_matched m ON ((security_incidents.id = m.id)))
UNION ALL
 SELECT r.incident_id,
    r.user_id,
    m.hold_id
   FROM ((public.incident_subjects r
     JOIN public.users users ON ((r.user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.incident_subjects_held OWNER TO kaevo_retention_owner;

--
-- Name: plaid_accounts_hold; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.plaid_accounts_hold (
    hold_id bigint NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.plaid_accounts_hold OWNER TO kaevo_retention_owner;

--
-- Name: plaid_accounts_matched; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.plaid_accounts_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.plaid_accounts_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)));


ALTER VIEW retention.plaid_accounts_matched OWNER TO kaevo_retention_owner;

--
-- Name: plaid_accounts_upward; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.plaid_accounts_upward AS
 SELECT m.id,
    m.hold_id
   FROM retention.plaid_accounts_matched m
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.accounts_held held
     JOIN public.accounts d ON ((d.id = held.id)))
     JOIN public.plaid_accounts r ON ((d.plaid_account_id = r.id)));


ALTER VIEW retention.plaid_accounts_upward OWNER TO kaevo_retention_owner;

--
-- Name: plaid_connections_hold; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.plaid_connections_hold (
    hold_id bigint NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.plaid_connections_hold OWNER TO kaevo_retention_owner;

--
-- Name: plaid_connections_matched; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.plaid_connections_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.plaid_connections_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN public.plaid_connections r)
  WHERE ((scope.class_name = 'plaid_connections'::text) AND COALESCE(((retention.counted(r.disconnected_at) >= scope.since) AND (retention.counted(r.disconnected_at) < scope.until)), true));


ALTER VIEW retention.plaid_connections_matched OWNER TO kaevo_retention_owner;

--
-- Name: plaid_connections_upward; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.plaid_connections_upward AS
 SELECT m.id,
    m.hold_id
   FROM retention.plaid_connections_matched m
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.plaid_accounts_upward held
     JOIN public.plaid_accounts d ON ((d.id = held.id)))
     JOIN public.plaid_connections r ON ((d.connection_id = r.id)));


ALTER VIEW retention.plaid_connections_upward OWNER TO kaevo_retention_owner;

--
-- Name: subscriptions_hold; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.subscriptions_hold (
    hold_id bigint NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.subscriptions_hold OWNER TO kaevo_retention_owner;

--
-- Name: subscriptions_matched; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.subscriptions_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.subscriptions_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN public.subscriptions r)
  WHERE ((scope.class_name = 'subscriptions'::text) AND COALESCE(((retention.counted(r.started_at) >= scope.since) AND (retention.counted(r.started_at) < scope.until)), true));


ALTER VIEW retention.subscriptions_matched OWNER TO kaevo_retention_owner;

--
-- Name: subscriptions_upward; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.subscriptions_upward AS
 SELECT m.id,
    m.hold_id
   FROM retention.subscriptions_matched m
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.billing_events_matched held
     JOIN public.billing_events d ON ((d.id = held.id)))
     JOIN public.subscriptions r ON ((d.subscription_id = r.id)));


ALTER VIEW retention.subscriptions_upward OWNER TO kaevo_retention_owner;

--
-- Name: support_messages_hold; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.support_messages_hold (
    hold_id bigint NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.support_messages_hold OWNER TO kaevo_retention_owner;

--
-- Name: support_messages_matched; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.support_messages_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.support_messages_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)));


ALTER VIEW retention.support_messages_matched OWNER TO kaevo_retention_owner;

--
-- Name: support_threads_hold; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.support_threads_hold (
    hold_id bigint NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.support_threads_hold OWNER TO kaevo_retention_owner;

--
-- Name: support_threads_matched; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.support_threads_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.support_threads_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN public.support_threads r)
  WHERE ((scope.class_name = 'support_threads'::text) AND COALESCE(((retention.counted(r.opened_at) >= scope.since) AND (retention.counted(r.opened_at) < scope.until)), true));


ALTER VIEW retention.support_threads_matched OWNER TO kaevo_retention_owner;

--
-- Name: support_threads_upward; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.support_threads_upward AS
 SELECT m.id,
    m.hold_id
   FROM retention.support_threads_matched m
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.support_messages_matched held
     JOIN public.support_messages d ON ((d.id = held.id)))
     JOIN public.support_threads r ON ((d.thread_id = r.id)));


ALTER VIEW retention.support_threads_upward OWNER TO kaevo_retention_owner;

--
-- Name: users_held; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.users_held AS
 SELECT m.id,
    m.hold_id
   FROM retention.users_matched m
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.analytics_events_matched held
     JOIN public.analytics_events d ON ((d.id = held.id)))
     JOIN public.users r ON ((d.user_id = r.id)))
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.household_members_held held
     JOIN public.household_members d ON ((d.id = held.id)))
     JOIN public.users r ON ((d.user_id = r.id)))
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.households_upward held
     JOIN public.households d ON ((d.id = held.id)))
     JOIN public.users r ON ((d.owner_user_id = r.id)))
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.inactivity_notices_matched held
     JOIN public.inactivity_notices d ON ((d.id = held.id)))
     JOIN public.users r ON ((d.user_id = r.id)))
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.incident_subjects_held held
     JOIN public.incident_subjects d ON (((d.incident_id = held.incident_id) AND (d.user_id = held.user_id))))
     JOIN public.users r ON ((d.user_id = r.id)))
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.plaid_connections_upward held
     JOIN public.plaid_connections d ON ((d.id = held.id)))
     JOIN public.users r ON ((d.user_id = r.id)))
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.subscriptions_upward held
     JOIN public.subscriptions d ON ((d.id = held.id)))
     JOIN public.users r ON ((d.user_id = r.id)))
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.support_threads_upward held
     JOIN public.support_threads d ON ((d.id = held.id)))
     JOIN public.users r ON ((d.user_id = r.id)))
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.auth_users_matched held
     JOIN auth.users d ON ((d.id = held.id)))
     JOIN public.users r ON ((d.id = r.id)))
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.app_logs_held held
     JOIN public.app_logs d ON (((d.at = held.at) AND (d.id = held.id))))
     JOIN public.users r ON ((d.user_id = r.id)));


ALTER VIEW retention.users_held OWNER TO kaevo_retention_owner;

--
-- Name: auth_users_upward; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.auth_users_upward AS
 SELECT m.id,
    m.hold_id
   FROM retention.auth_users_matched m
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.users_held held
     JOIN public.users d ON ((d.id = held.id)))
     JOIN auth.users r ON ((d.id = r.id)));


ALTER VIEW retention.auth_users_upward OWNER TO kaevo_retention_owner;

--
-- Name: auth_users_held; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.auth_users_held AS
 SELECT upward.id,
    upward.hold_id
   FROM retention.auth_users_upward upward
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((auth.users r
     JOIN public.users users ON ((r.id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.auth_users_held OWNER TO kaevo_retention_owner;

--
-- Name: auth_users_fate; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.auth_users_fate AS
 SELECT r.id,
    NULL::timestamp with time zone AS started_at,
    NULL::timestamp with time zone AS due_at,
    NULL::timestamp with time zone AS overdue_at,
    LEAST(retention.due(retention.counted(users.deletion_requested_at), '30 days'::interval), retention.counted(users.child_known_at)) AS erase_at,
    on_hold.hold_id,
        CASE
            WHEN (EXISTS ( SELECT
               FROM public.household_members d,
                public.users c1
              WHERE ((d.user_id = c1.id) AND (c1.id = r.id)))) THEN 'household_members'::text
            WHEN (EXISTS ( SELECT
               FROM public.households d,
                public.users c1
              WHERE ((d.owner_user_id = c1.id) AND (c1.id = r.id)))) THEN 'households'::text
            WHEN (EXISTS ( SELECT
               FROM public.inactivity_notices d,
                public.users c1
              WHERE ((d.user_id = c1.id) AND (c1.id = r.id)))) THEN 'inactivity_notices'::text
            WHEN (EXISTS ( SELECT
               FROM public.incident_subjects d,
                public.users c1
              WHERE ((d.user_id = c1.id) AND (c1.id = r.id)))) THEN 'incident_subjects'::text
            WHEN (EXISTS ( SELECT
               FROM public.plaid_connections d,
                public.users c1
              WHERE ((d.user_id = c1.id) AND (c1.id = r.id)))) THEN 'plaid_connections'::text
            WHEN (EXISTS ( SELECT
               FROM public.subscriptions d,
                public.users c1
              WHERE ((d.user_id = c1.id) AND (c1.id = r.id)))) THEN 'subscriptions'::text
            WHEN (EXISTS ( SELECT
               FROM public.support_threads d,
                public.users c1
              WHERE ((d.user_id = c1.id) AND (c1.id = r.id)))) THEN 'support_threads'::text
            ELSE NULL::text
        END AS deferred_by
   FROM ((auth.users r
     LEFT JOIN public.users users ON ((r.id = users.id)))
     LEFT JOIN ( SELECT held.id,
            min(held.hold_id) AS hold_id
           FROM retention.auth_users_held held
          GROUP BY held.id) on_hold ON ((r.id = on_hold.id)));


ALTER VIEW retention.auth_users_fate OWNER TO kaevo_retention_owner;

--
-- Name: VIEW auth_users_fate; Type: COMMENT; Schema: retention; Owner: kaevo_retention_owner
--

COMMENT ON VIEW retention.auth_users_fate IS 'Record class auth.users (V-08), policy Kaevo 1.0. Kept until the person is erased.';

--
-- Name: balance_snapshots_held; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.balance_snapshots_held AS
 SELECT m.id,
    m.hold_id
   FROM retention.balance_snapshots_matched m
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((public.balance_snapshots r
     JOIN public.accounts accounts ON ((r.account_id = accounts.id)))
     JOIN retention.accounts_matched m ON ((accounts.id = m.id)))
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM (((public.balance_snapshots r
     JOIN public.accounts accounts ON ((r.account_id = accounts.id)))
     JOIN public.households households ON ((accounts.household_id = households.id)))
     JOIN retention.households_matched m ON ((households.id = m.id)))
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((((public.balance_snapshots r
     JOIN public.accounts accounts ON ((r.account_id = accounts.id)))
     JOIN public.households households ON ((accounts.household_id = households.id)))
     JOIN public.users users ON ((households.owner_user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.balance_snapshots_held OWNER TO kaevo_retention_owner;

--
-- Name: balance_snapshots_fate; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.balance_snapshots_fate AS
 SELECT r.id,
    NULL::timestamp with time zone AS started_at,
    NULL::timestamp with time zone AS due_at,
    NULL::timestamp with time zone AS overdue_at,
    LEAST(retention.due(retention.counted(users.deletion_requested_at), '30 days'::interval), retention.counted(users.child_known_at)) AS erase_at,
    on_hold.hold_id,
    NULL::text AS deferred_by
   FROM ((((public.balance_snapshots r
     LEFT JOIN public.accounts accounts ON ((r.account_id = accounts.id)))
     LEFT JOIN public.households households ON ((accounts.household_id = households.id)))
     LEFT JOIN public.users users ON ((households.owner_user_id = users.id)))
     LEFT JOIN ( SELECT held.id,
            min(held.hold_id) AS hold_id
           FROM retention.balance_snapshots_held held
          GROUP BY held.id) on_hold ON ((r.id = on_hold.id)));


ALTER VIEW retention.balance_snapshots_fate OWNER TO kaevo_retention_owner;

--
-- Name: VIEW balance_snapshots_fate; Type: COMMENT; Schema: retention; Owner: kaevo_retention_owner
--

COMMENT ON VIEW retention.balance_snapshots_fate IS 'Record class balance_snapshots (V-11), policy Kaevo 1.0. Kept until the person is erased.';

--
-- Name: billing_events_held; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.billing_events_held AS
 SELECT m.id,
    m.hold_id
   FROM retention.billing_events_matched m
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((public.billing_events r
     JOIN public.subscriptions subscriptions ON ((r.subscription_id = subscriptions.id)))
     JOIN retention.subscriptions_matched m ON ((subscriptions.id = m.id)))
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM (((public.billing_events r
     JOIN public.subscriptions subscriptions ON ((r.subscription_id = subscriptions.id)))
     JOIN public.users users ON ((subscriptions.user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.billing_events_held OWNER TO kaevo_retention_owner;

--
-- Name: bills_held; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.bills_held AS
 SELECT m.id,
    m.hold_id
   FROM retention.bills_matched m
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((public.bills r
     JOIN public.households households ON ((r.household_id = households.id)))
     JOIN retention.households_matched m ON ((households.id = m.id)))
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM (((public.bills r
     JOIN public.households households ON ((r.household_id = households.id)))
     JOIN public.users users ON ((households.owner_user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.bills_held OWNER TO kaevo_retention_owner;

--
-- Name: bills_fate; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.bills_fate AS
 SELECT r.id,
    cutoff.start AS started_at,
        CASE
            WHEN (cutoff.start IS NOT NULL) THEN GREATEST(retention.due(cutoff.start, '7 years'::interval), floor.kept_until)
            ELSE NULL::timestamp with time zone
        END AS due_at,
        CASE
            WHEN (cutoff.start IS NOT NULL) THEN GREATEST(retention.due(cutoff.start, '7 years'::interval), floor.kept_until)
            ELSE NULL::timestamp with time zone
        END AS overdue_at,
    LEAST(retention.due(retention.counted(users.deletion_requested_at), '30 days'::interval), retention.counted(users.child_known_at)) AS erase_at,
    on_hold.hold_id,
    NULL::text AS deferred_by
   FROM (((((public.bills r
     LEFT JOIN public.households households ON ((r.household_id = households.id)))
     LEFT JOIN public.users users ON ((households.owner_user_id = users.id)))
     CROSS JOIN LATERAL ( SELECT COALESCE(retention.end_of_day(retention.counted(r.due_on)), retention.counted(r.created_at)) AS start) cutoff)
     CROSS JOIN LATERAL ( SELECT COALESCE(retention.counted(users.closed_at), 'infinity'::timestamp with time zone) AS kept_until) floor)
     LEFT JOIN ( SELECT held.id,
            min(held.hold_id) AS hold_id
           FROM retention.bills_held held
          GROUP BY held.id) on_hold ON ((r.id = on_hold.id)));


ALTER VIEW retention.bills_fate OWNER TO kaevo_retention_owner;

--
-- Name: VIEW bills_fate; Type: COMMENT; Schema: retention; Owner: kaevo_retention_owner
--

COMMENT ON VIEW retention.bills_fate IS 'Record class bills (V-10), policy Kaevo 1.0. Kept up to 7 years from due_on, or else created_at, and while users closed is missing or in the future; then destroyed.';

--
-- Name: budgets_held; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.budgets_held AS
 SELECT m.id,
    m.hold_id
   FROM retention.budgets_matched m
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((public.budgets r
     JOIN public.households households ON ((r.household_id = households.id)))
     JOIN retention.households_matched m ON ((households.id = m.id)))
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM (((public.budgets r
     JOIN public.households households ON ((r.household_id = households.id)))
     JOIN public.users users ON ((households.owner_user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.budgets_held OWNER TO kaevo_retention_owner;

--
-- Name: budgets_fate; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.budgets_fate AS
 SELECT r.id,
    NULL::timestamp with time zone AS started_at,
    NULL::timestamp with time zone AS due_at,
    NULL::timestamp with time zone AS overdue_at,
    LEAST(retention.due(retention.counted(users.deletion_requested_at), '30 days'::interval), retention.counted(users.child_known_at)) AS erase_at,
    on_hold.hold_id,
    NULL::text AS deferred_by
   FROM (((public.budgets r
     LEFT JOIN public.households households ON ((r.household_id = households.id)))
     LEFT JOIN public.users users ON ((households.owner_user_id = users.id)))
     LEFT JOIN ( SELECT held.id,
            min(held.hold_id) AS hold_id
           FROM retention.budgets_held held
          GROUP BY held.id) on_hold ON ((r.id = on_hold.id)));


ALTER VIEW retention.budgets_fate OWNER TO kaevo_retention_owner;

--
-- Name: VIEW budgets_fate; Type: COMMENT; Schema: retention; Owner: kaevo_retention_owner
--

COMMENT ON VIEW retention.budgets_fate IS 'Record class budgets (V-37), policy Kaevo 1.0. Kept until the person is erased.';

--
-- Name: calendar_events_held; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.calendar_events_held AS
 SELECT m.id,
    m.hold_id
   FROM retention.calendar_events_matched m
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((public.calendar_events r
     JOIN public.households households ON ((r.household_id = households.id)))
     JOIN retention.households_matched m ON ((households.id = m.id)))
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM (((public.calendar_events r
     JOIN public.households households ON ((r.household_id = households.id)))
     JOIN public.users users ON ((households.owner_user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.calendar_events_held OWNER TO kaevo_retention_owner;

--
-- Name: calendar_events_fate; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.calendar_events_fate AS
 SELECT r.id,
    NULL::timestamp with time zone AS started_at,
    NULL::timestamp with time zone AS due_at,
    NULL::timestamp with time zone AS overdue_at,
    LEAST(retention.due(retention.counted(users.deletion_requested_at), '30 days'::interval), retention.counted(users.child_known_at)) AS erase_at,
    on_hold.hold_id,
    NULL::text AS deferred_by
   FROM (((public.calendar_events r
     LEFT JOIN public.households households ON ((r.household_id = households.id)))
     LEFT JOIN public.users users ON ((households.owner_user_id = users.id)))
     LEFT JOIN ( SELECT held.id,
            min(held.hold_id) AS hold_id
           FROM retention.calendar_events_held held
          GROUP BY held.id) on_hold ON ((r.id = on_hold.id)));


ALTER VIEW retention.calendar_events_fate OWNER TO kaevo_retention_owner;

--
-- Name: VIEW calendar_events_fate; Type: COMMENT; Schema: retention; Owner: kaevo_retention_owner
--

COMMENT ON VIEW retention.calendar_events_fate IS 'Record class calendar_events (V-16), policy Kaevo 1.0. Kept until the person is erased.';

--
-- Name: cascade_log; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.cascade_log (
    cascade_id bigint NOT NULL,
    class_name text NOT NULL,
    rows_disposed bigint NOT NULL,
    cascaded_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    cascaded_by text DEFAULT SESSION_USER NOT NULL,
    sealed boolean DEFAULT false NOT NULL
);


ALTER TABLE retention.cascade_log OWNER TO kaevo_retention_owner;

--
-- Name: cascade_log_cascade_id_seq; Type: SEQUENCE; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE retention.cascade_log ALTER COLUMN cascade_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME retention.cascade_log_cascade_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: chores_held; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.chores_held AS
 SELECT m.id,
    m.hold_id
   FROM retention.chores_matched m
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((public.chores r
     JOIN public.households households ON ((r.household_id = households.id)))
     JOIN retention.households_matched m ON ((households.id = m.id)))
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM (((public.chores r
     JOIN public.households households ON ((r.household_id = households.id)))
     JOIN public.users users ON ((households.owner_user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.chores_held OWNER TO kaevo_retention_owner;

--
-- Name: chores_fate; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.chores_fate AS
 SELECT r.id,
    NULL::timestamp with time zone AS started_at,
    NULL::timestamp with time zone AS due_at,
    NULL::timestamp with time zone AS overdue_at,
    LEAST(retention.due(retention.counted(users.deletion_requested_at), '30 days'::interval), retention.counted(users.child_known_at)) AS erase_at,
    on_hold.hold_id,
    NULL::text AS deferred_by
   FROM (((public.chores r
     LEFT JOIN public.households households ON ((r.household_id = households.id)))
     LEFT JOIN public.users users ON ((households.owner_user_id = users.id)))
     LEFT JOIN ( SELECT held.id,
            min(held.hold_id) AS hold_id
           FROM retention.chores_held held
          GROUP BY held.id) on_hold ON ((r.id = on_hold.id)));


ALTER VIEW retention.chores_fate OWNER TO kaevo_retention_owner;

--
-- Name: VIEW chores_fate; Type: COMMENT; Schema: retention; Owner: kaevo_retention_owner
--

COMMENT ON VIEW retention.chores_fate IS 'Record class chores (V-14), policy Kaevo 1.0. Kept until the person is erased.';

--
-- Name: deadlines_due; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.deadlines_due AS
 SELECT 'security_incidents'::text AS table_name,
    jsonb_build_object('id', r.id) AS row_key,
    ARRAY['V-44'::text] AS clauses,
    began.on_day AS began_on,
    last.day AS due_on,
    (now() >= retention.end_of_day(last.day)) AS overdue
   FROM ((public.security_incidents r
     CROSS JOIN LATERAL ( SELECT ((retention.counted(r.breach_known_at) AT TIME ZONE 'America/New_York'::text))::date AS on_day) began)
     CROSS JOIN LATERAL ( SELECT ((began.on_day + '30 days'::interval))::date AS day) last)
  WHERE ((r.people_told_at IS NULL) AND (began.on_day IS NOT NULL));


ALTER VIEW retention.deadlines_due OWNER TO kaevo_retention_owner;

--
-- Name: digest_key; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.digest_key (
    only_row boolean DEFAULT true NOT NULL,
    key bytea DEFAULT (uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) NOT NULL,
    CONSTRAINT digest_key_only_row_check CHECK (only_row)
);


ALTER TABLE retention.digest_key OWNER TO kaevo_retention_owner;

--
-- Name: drift; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.drift AS
 SELECT _drift.what,
    _drift.object,
    _drift.expected,
    _drift.found,
    _drift.stops_runs,
    _drift.hint
   FROM retention._drift() _drift(what, object, expected, found, stops_runs, hint)
UNION ALL
 SELECT _schedule_drift.what,
    _schedule_drift.object,
    _schedule_drift.expected,
    _schedule_drift.found,
    _schedule_drift.stops_runs,
    _schedule_drift.hint
   FROM retention._schedule_drift() _schedule_drift(what, object, expected, found, stops_runs, hint);


ALTER VIEW retention.drift OWNER TO kaevo_retention_owner;

--
-- Name: erasure; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.erasure (
    request_id bigint NOT NULL,
    as_of timestamp with time zone NOT NULL,
    started_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    started_by text DEFAULT SESSION_USER NOT NULL,
    finished_at timestamp with time zone,
    batch_rows integer NOT NULL,
    lock_waits integer DEFAULT 0 NOT NULL,
    at_order integer DEFAULT 0 NOT NULL,
    at_row bigint DEFAULT 0 NOT NULL,
    pass_rows bigint DEFAULT 0 NOT NULL,
    passes integer DEFAULT 0 NOT NULL
);


ALTER TABLE retention.erasure OWNER TO kaevo_retention_owner;

--
-- Name: erasure_blocked; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.erasure_blocked (
    request_id bigint NOT NULL,
    stage text NOT NULL,
    row_key jsonb NOT NULL,
    sqlstate text NOT NULL,
    reason text NOT NULL,
    blocked_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);


ALTER TABLE retention.erasure_blocked OWNER TO kaevo_retention_owner;

--
-- Name: erasure_count; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.erasure_count (
    request_id bigint NOT NULL,
    class_name text NOT NULL,
    table_name text NOT NULL,
    row_count bigint NOT NULL
);


ALTER TABLE retention.erasure_count OWNER TO kaevo_retention_owner;

--
-- Name: erasure_effect; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.erasure_effect (
    subject_table text NOT NULL,
    run_order integer NOT NULL,
    class_name text NOT NULL,
    effect text NOT NULL,
    ground text,
    note text NOT NULL,
    stage text
);


ALTER TABLE retention.erasure_effect OWNER TO kaevo_retention_owner;

--
-- Name: erasure_preview; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.erasure_preview (
    preview_id bigint NOT NULL,
    request_id bigint NOT NULL,
    counts jsonb NOT NULL,
    previewed_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    previewed_by text DEFAULT SESSION_USER NOT NULL
);


ALTER TABLE retention.erasure_preview OWNER TO kaevo_retention_owner;

--
-- Name: erasure_preview_preview_id_seq; Type: SEQUENCE; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE retention.erasure_preview ALTER COLUMN preview_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME retention.erasure_preview_preview_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: erasure_row; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.erasure_row (
    request_id bigint NOT NULL,
    run_order integer NOT NULL,
    row_no bigint NOT NULL,
    row_key jsonb NOT NULL
);


ALTER TABLE retention.erasure_row OWNER TO kaevo_retention_owner;

--
-- Name: erasure_row_row_no_seq; Type: SEQUENCE; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE retention.erasure_row ALTER COLUMN row_no ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME retention.erasure_row_row_no_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: evidence; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.evidence (
    evidence_id bigint NOT NULL,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    recorded_by text NOT NULL,
    act text NOT NULL,
    body jsonb NOT NULL
);


ALTER TABLE retention.evidence OWNER TO kaevo_retention_owner;

--
-- Name: evidence_checkpoint; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.evidence_checkpoint (
    evidence_id bigint NOT NULL,
    hash bytea NOT NULL,
    acts bigint NOT NULL,
    first_recorded_at timestamp with time zone NOT NULL,
    last_recorded_at timestamp with time zone NOT NULL,
    pruned_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    pruned_by text DEFAULT SESSION_USER NOT NULL
);


ALTER TABLE retention.evidence_checkpoint OWNER TO kaevo_retention_owner;

--
-- Name: evidence_head; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.evidence_head (
    only_row boolean DEFAULT true NOT NULL,
    evidence_id bigint DEFAULT 0 NOT NULL,
    hash bytea DEFAULT '\x'::bytea NOT NULL,
    CONSTRAINT evidence_head_only_row_check CHECK (only_row)
);


ALTER TABLE retention.evidence_head OWNER TO kaevo_retention_owner;

--
-- Name: evidence_note; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.evidence_note (
    evidence_id bigint NOT NULL,
    note text NOT NULL
);


ALTER TABLE retention.evidence_note OWNER TO kaevo_retention_owner;

--
-- Name: expenses_held; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.expenses_held AS
 SELECT m.id,
    m.hold_id
   FROM retention.expenses_matched m
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((public.expenses r
     JOIN public.households households ON ((r.household_id = households.id)))
     JOIN retention.households_matched m ON ((households.id = m.id)))
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM (((public.expenses r
     JOIN public.households households ON ((r.household_id = households.id)))
     JOIN public.users users ON ((households.owner_user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.expenses_held OWNER TO kaevo_retention_owner;

--
-- Name: expenses_fate; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.expenses_fate AS
 SELECT r.id,
    r.created_at AS cutoff_value,
    cutoff.start AS started_at,
        CASE
            WHEN (cutoff.start IS NOT NULL) THEN GREATEST(retention.due(cutoff.start, '7 years'::interval), floor.kept_until)
            ELSE NULL::timestamp with time zone
        END AS due_at,
        CASE
            WHEN (cutoff.start IS NOT NULL) THEN GREATEST(retention.due(cutoff.start, '7 years'::interval), floor.kept_until)
            ELSE NULL::timestamp with time zone
        END AS overdue_at,
    LEAST(retention.due(retention.counted(users.deletion_requested_at), '30 days'::interval), retention.counted(users.child_known_at)) AS erase_at,
    on_hold.hold_id,
    NULL::text AS deferred_by
   FROM (((((public.expenses r
     LEFT JOIN public.households households ON ((r.household_id = households.id)))
     LEFT JOIN public.users users ON ((households.owner_user_id = users.id)))
     CROSS JOIN LATERAL ( SELECT retention.counted(r.created_at) AS start) cutoff)
     CROSS JOIN LATERAL ( SELECT COALESCE(retention.counted(users.closed_at), 'infinity'::timestamp with time zone) AS kept_until) floor)
     LEFT JOIN ( SELECT held.id,
            min(held.hold_id) AS hold_id
           FROM retention.expenses_held held
          GROUP BY held.id) on_hold ON ((r.id = on_hold.id)));


ALTER VIEW retention.expenses_fate OWNER TO kaevo_retention_owner;

--
-- Name: VIEW expenses_fate; Type: COMMENT; Schema: retention; Owner: kaevo_retention_owner
--

COMMENT ON VIEW retention.expenses_fate IS 'Record class expenses (V-10), policy Kaevo 1.0. Kept up to 7 years from created_at, and while users closed is missing or in the future; then destroyed.';

--
-- Name: export; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.export (
    export_id bigint NOT NULL,
    request_id bigint NOT NULL,
    format text NOT NULL,
    sections text[] NOT NULL,
    row_counts jsonb NOT NULL,
    exported_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    exported_by text DEFAULT SESSION_USER NOT NULL
);


ALTER TABLE retention.export OWNER TO kaevo_retention_owner;

--
-- Name: export_export_id_seq; Type: SEQUENCE; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE retention.export ALTER COLUMN export_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME retention.export_export_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: export_profile; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.export_profile (
    subject_table text NOT NULL,
    right_name text NOT NULL,
    clauses text[] NOT NULL,
    sections text[] NOT NULL,
    one_per interval,
    row_function text NOT NULL
);


ALTER TABLE retention.export_profile OWNER TO kaevo_retention_owner;

--
-- Name: guarded_table; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.guarded_table (
    table_name text NOT NULL,
    scope_table text NOT NULL,
    held_view text NOT NULL,
    guard_function text NOT NULL,
    key_columns text[] NOT NULL,
    view_columns text[] NOT NULL,
    always boolean DEFAULT true NOT NULL
);


ALTER TABLE retention.guarded_table OWNER TO kaevo_retention_owner;

--
-- Name: hold_barrier_table; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.hold_barrier_table (
    never boolean,
    CONSTRAINT hold_barrier_table_never_check CHECK ((never IS NULL))
);


ALTER TABLE retention.hold_barrier_table OWNER TO kaevo_retention_owner;

--
-- Name: hold_epoch; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.hold_epoch (
    only_row boolean DEFAULT true NOT NULL,
    placements bigint DEFAULT 0 NOT NULL,
    CONSTRAINT hold_epoch_only_row_check CHECK (only_row)
);


ALTER TABLE retention.hold_epoch OWNER TO kaevo_retention_owner;

--
-- Name: hold_hold_id_seq; Type: SEQUENCE; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE retention.hold ALTER COLUMN hold_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME retention.hold_hold_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: hold_notice; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.hold_notice (
    hold_id bigint NOT NULL,
    subject_table text NOT NULL,
    subject_key jsonb NOT NULL,
    decision text NOT NULL,
    note text NOT NULL,
    decided_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    decided_by text DEFAULT SESSION_USER NOT NULL,
    CONSTRAINT hold_notice_decision_check CHECK ((decision = ANY (ARRAY['tell'::text, 'withhold'::text])))
);


ALTER TABLE retention.hold_notice OWNER TO kaevo_retention_owner;

--
-- Name: holiday; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.holiday (
    region text NOT NULL,
    day date NOT NULL
);


ALTER TABLE retention.holiday OWNER TO kaevo_retention_owner;

--
-- Name: homes_held; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.homes_held AS
 SELECT m.id,
    m.hold_id
   FROM retention.homes_matched m
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((public.homes r
     JOIN public.households households ON ((r.household_id = households.id)))
     JOIN retention.households_matched m ON ((households.id = m.id)))
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM (((public.homes r
     JOIN public.households households ON ((r.household_id = households.id)))
     JOIN public.users users ON ((households.owner_user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.homes_held OWNER TO kaevo_retention_owner;

--
-- Name: homes_fate; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.homes_fate AS
 SELECT r.id,
    NULL::timestamp with time zone AS started_at,
    NULL::timestamp with time zone AS due_at,
    NULL::timestamp with time zone AS overdue_at,
    LEAST(retention.due(retention.counted(users.deletion_requested_at), '30 days'::interval), retention.counted(users.child_known_at)) AS erase_at,
    on_hold.hold_id,
    NULL::text AS deferred_by
   FROM (((public.homes r
     LEFT JOIN public.households households ON ((r.household_id = households.id)))
     LEFT JOIN public.users users ON ((households.owner_user_id = users.id)))
     LEFT JOIN ( SELECT held.id,
            min(held.hold_id) AS hold_id
           FROM retention.homes_held held
          GROUP BY held.id) on_hold ON ((r.id = on_hold.id)));


ALTER VIEW retention.homes_fate OWNER TO kaevo_retention_owner;

--
-- Name: VIEW homes_fate; Type: COMMENT; Schema: retention; Owner: kaevo_retention_owner
--

COMMENT ON VIEW retention.homes_fate IS 'Record class homes (V-14), policy Kaevo 1.0. Kept until the person is erased.';

--
-- Name: household_members_fate; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.household_members_fate AS
 SELECT r.id,
    NULL::timestamp with time zone AS started_at,
    NULL::timestamp with time zone AS due_at,
    NULL::timestamp with time zone AS overdue_at,
    LEAST(retention.due(retention.counted(users.deletion_requested_at), '30 days'::interval), retention.counted(users.child_known_at)) AS erase_at,
    on_hold.hold_id,
        CASE
            WHEN (EXISTS ( SELECT
               FROM public.medical_records d
              WHERE (d.member_id = r.id))) THEN 'medical_records'::text
            ELSE NULL::text
        END AS deferred_by
   FROM (((public.household_members r
     LEFT JOIN public.households households ON ((r.household_id = households.id)))
     LEFT JOIN public.users users ON ((households.owner_user_id = users.id)))
     LEFT JOIN ( SELECT held.id,
            min(held.hold_id) AS hold_id
           FROM retention.household_members_held held
          GROUP BY held.id) on_hold ON ((r.id = on_hold.id)));


ALTER VIEW retention.household_members_fate OWNER TO kaevo_retention_owner;

--
-- Name: VIEW household_members_fate; Type: COMMENT; Schema: retention; Owner: kaevo_retention_owner
--

COMMENT ON VIEW retention.household_members_fate IS 'Record class household_members (V-09), policy Kaevo 1.0. Kept until the person is erased.';

--
-- Name: households_held; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.households_held AS
 SELECT upward.id,
    upward.hold_id
   FROM retention.households_upward upward
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((public.households r
     JOIN public.users users ON ((r.owner_user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.households_held OWNER TO kaevo_retention_owner;

--
-- Name: households_fate; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.households_fate AS
 SELECT r.id,
    NULL::timestamp with time zone AS started_at,
    NULL::timestamp with time zone AS due_at,
    NULL::timestamp with time zone AS overdue_at,
    LEAST(retention.due(retention.counted(users.deletion_requested_at), '30 days'::interval), retention.counted(users.child_known_at)) AS erase_at,
    on_hold.hold_id,
        CASE
            WHEN (EXISTS ( SELECT
               FROM public.accounts d
              WHERE (d.household_id = r.id))) THEN 'accounts'::text
            WHEN (EXISTS ( SELECT
               FROM public.bills d
              WHERE (d.household_id = r.id))) THEN 'bills'::text
            WHEN (EXISTS ( SELECT
               FROM public.budgets d
              WHERE (d.household_id = r.id))) THEN 'budgets'::text
            WHEN (EXISTS ( SELECT
               FROM public.calendar_events d
              WHERE (d.household_id = r.id))) THEN 'calendar_events'::text
            WHEN (EXISTS ( SELECT
               FROM public.chores d
              WHERE (d.household_id = r.id))) THEN 'chores'::text
            WHEN (EXISTS ( SELECT
               FROM public.expenses d
              WHERE (d.household_id = r.id))) THEN 'expenses'::text
            WHEN (EXISTS ( SELECT
               FROM public.homes d
              WHERE (d.household_id = r.id))) THEN 'homes'::text
            WHEN (EXISTS ( SELECT
               FROM public.household_members d
              WHERE (d.household_id = r.id))) THEN 'household_members'::text
            WHEN (EXISTS ( SELECT
               FROM public.incomes d
              WHERE (d.household_id = r.id))) THEN 'incomes'::text
            WHEN (EXISTS ( SELECT
               FROM public.investment_accounts d
              WHERE (d.household_id = r.id))) THEN 'investment_accounts'::text
            WHEN (EXISTS ( SELECT
               FROM public.recipes d
              WHERE (d.household_id = r.id))) THEN 'recipes'::text
            WHEN (EXISTS ( SELECT
               FROM public.vacations d
              WHERE (d.household_id = r.id))) THEN 'vacations'::text
            WHEN (EXISTS ( SELECT
               FROM public.vault_documents d
              WHERE (d.household_id = r.id))) THEN 'vault_documents'::text
            WHEN (EXISTS ( SELECT
               FROM public.vehicles d
              WHERE (d.household_id = r.id))) THEN 'vehicles'::text
            ELSE NULL::text
        END AS deferred_by
   FROM ((public.households r
     LEFT JOIN public.users users ON ((r.owner_user_id = users.id)))
     LEFT JOIN ( SELECT held.id,
            min(held.hold_id) AS hold_id
           FROM retention.households_held held
          GROUP BY held.id) on_hold ON ((r.id = on_hold.id)));


ALTER VIEW retention.households_fate OWNER TO kaevo_retention_owner;

--
-- Name: VIEW households_fate; Type: COMMENT; Schema: retention; Owner: kaevo_retention_owner
--

COMMENT ON VIEW retention.households_fate IS 'Record class households (V-09), policy Kaevo 1.0. Kept until the person is erased.';

--
-- Name: inactivity_notices_held; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.inactivity_notices_held AS
 SELECT m.id,
    m.hold_id
   FROM retention.inactivity_notices_matched m
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((public.inactivity_notices r
     JOIN public.users users ON ((r.user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.inactivity_notices_held OWNER TO kaevo_retention_owner;

--
-- Name: inactivity_notices_fate; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.inactivity_notices_fate AS
 SELECT r.id,
    NULL::timestamp with time zone AS started_at,
    NULL::timestamp with time zone AS due_at,
    NULL::timestamp with time zone AS overdue_at,
    LEAST(retention.due(retention.counted(users.deletion_requested_at), '30 days'::interval), retention.counted(users.child_known_at)) AS erase_at,
    on_hold.hold_id,
    NULL::text AS deferred_by
   FROM ((public.inactivity_notices r
     LEFT JOIN public.users users ON ((r.user_id = users.id)))
     LEFT JOIN ( SELECT held.id,
            min(held.hold_id) AS hold_id
           FROM retention.inactivity_notices_held held
          GROUP BY held.id) on_hold ON ((r.id = on_hold.id)));


ALTER VIEW retention.inactivity_notices_fate OWNER TO kaevo_retention_owner;

--
-- Name: VIEW inactivity_notices_fate; Type: COMMENT; Schema: retention; Owner: kaevo_retention_owner
--

COMMENT ON VIEW retention.inactivity_notices_fate IS 'Record class inactivity_notices (V-31), policy Kaevo 1.0. Kept until the person is erased.';

--
-- Name: incident_subjects_review; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.incident_subjects_review (
    incident_id uuid NOT NULL,
    user_id uuid NOT NULL,
    decision text NOT NULL,
    keep_until timestamp with time zone,
    note text NOT NULL,
    decided_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    decided_by text DEFAULT SESSION_USER NOT NULL,
    CONSTRAINT incident_subjects_review_decision_check CHECK ((decision = ANY (ARRAY['dispose'::text, 'keep'::text])))
);


ALTER TABLE retention.incident_subjects_review OWNER TO kaevo_retention_owner;

--
-- Name: incident_subjects_fate; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.incident_subjects_fate AS
 SELECT r.incident_id,
    r.user_id,
    cutoff.start AS started_at,
    retention.due(cutoff.start, '3 years'::interval) AS due_at,
    NULL::timestamp with time zone AS overdue_at,
    LEAST(retention.due(retention.counted(users.deletion_requested_at), '30 days'::interval), retention.counted(users.child_known_at)) AS erase_at,
        CASE
            WHEN ((review.decision = 'keep'::text) AND (review.keep_until IS NOT NULL) AND (review.keep_until <= clock_timestamp())) THEN NULL::text
            ELSE review.decision
        END AS review,
    on_hold.hold_id,
    NULL::text AS deferred_by
   FROM ((((public.incident_subjects r
     LEFT JOIN public.users users ON ((r.user_id = users.id)))
     LEFT JOIN retention.incident_subjects_review review ON (((r.incident_id = review.incident_id) AND (r.user_id = review.user_id))))
     CROSS JOIN LATERAL ( SELECT ( SELECT retention.counted(related_security_incidents.closed_at) AS counted
                   FROM public.security_incidents related_security_incidents
                  WHERE (r.incident_id = related_security_incidents.id)) AS start) cutoff)
     LEFT JOIN ( SELECT held.incident_id,
            held.user_id,
            min(held.hold_id) AS hold_id
           FROM retention.incident_subjects_held held
          GROUP BY held.incident_id, held.user_id) on_hold ON (((r.incident_id = on_hold.incident_id) AND (r.user_id = on_hold.user_id))));


ALTER VIEW retention.incident_subjects_fate OWNER TO kaevo_retention_owner;

--
-- Name: VIEW incident_subjects_fate; Type: COMMENT; Schema: retention; Owner: kaevo_retention_owner
--

COMMENT ON VIEW retention.incident_subjects_fate IS 'Record class incident_subjects (V-25), policy Kaevo 1.0. Kept at least 3 years, with no ceiling (an officer decides on each, and the text sets no end) from security_incidents.closed_at; then destroyed. Each disposal is reviewed by: privacy officer.';

--
-- Name: incident_subjects_review_queue; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.incident_subjects_review_queue AS
 SELECT incident_id,
    user_id,
    started_at,
    due_at,
    hold_id,
    deferred_by
   FROM retention.incident_subjects_fate f
  WHERE ((due_at <= clock_timestamp()) AND (review IS NULL));


ALTER VIEW retention.incident_subjects_review_queue OWNER TO kaevo_retention_owner;

--
-- Name: incomes_held; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.incomes_held AS
 SELECT m.id,
    m.hold_id
   FROM retention.incomes_matched m
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((public.incomes r
     JOIN public.households households ON ((r.household_id = households.id)))
     JOIN retention.households_matched m ON ((households.id = m.id)))
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM (((public.incomes r
     JOIN public.households households ON ((r.household_id = households.id)))
     JOIN public.users users ON ((households.owner_user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.incomes_held OWNER TO kaevo_retention_owner;

--
-- Name: incomes_fate; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.incomes_fate AS
 SELECT r.id,
    r.created_at AS cutoff_value,
    cutoff.start AS started_at,
        CASE
            WHEN (cutoff.start IS NOT NULL) THEN GREATEST(retention.due(cutoff.start, '7 years'::interval), floor.kept_until)
            ELSE NULL::timestamp with time zone
        END AS due_at,
        CASE
            WHEN (cutoff.start IS NOT NULL) THEN GREATEST(retention.due(cutoff.start, '7 years'::interval), floor.kept_until)
            ELSE NULL::timestamp with time zone
        END AS overdue_at,
    LEAST(retention.due(retention.counted(users.deletion_requested_at), '30 days'::interval), retention.counted(users.child_known_at)) AS erase_at,
    on_hold.hold_id,
    NULL::text AS deferred_by
   FROM (((((public.incomes r
     LEFT JOIN public.households households ON ((r.household_id = households.id)))
     LEFT JOIN public.users users ON ((households.owner_user_id = users.id)))
     CROSS JOIN LATERAL ( SELECT retention.counted(r.created_at) AS start) cutoff)
     CROSS JOIN LATERAL ( SELECT COALESCE(retention.counted(users.closed_at), 'infinity'::timestamp with time zone) AS kept_until) floor)
     LEFT JOIN ( SELECT held.id,
            min(held.hold_id) AS hold_id
           FROM retention.incomes_held held
          GROUP BY held.id) on_hold ON ((r.id = on_hold.id)));


ALTER VIEW retention.incomes_fate OWNER TO kaevo_retention_owner;

--
-- Name: VIEW incomes_fate; Type: COMMENT; Schema: retention; Owner: kaevo_retention_owner
--

COMMENT ON VIEW retention.incomes_fate IS 'Record class incomes (V-10), policy Kaevo 1.0. Kept up to 7 years from created_at, and while users closed is missing or in the future; then destroyed.';

--
-- Name: installation; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.installation (
    only_row boolean DEFAULT true NOT NULL,
    system_identifier bigint NOT NULL,
    database_oid oid NOT NULL,
    heartbeat timestamp with time zone NOT NULL,
    gap interval,
    CONSTRAINT installation_only_row_check CHECK (only_row)
);


ALTER TABLE retention.installation OWNER TO kaevo_retention_owner;

--
-- Name: installed; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.installed (
    what text NOT NULL,
    object text NOT NULL,
    value text NOT NULL
);


ALTER TABLE retention.installed OWNER TO kaevo_retention_owner;

--
-- Name: investment_accounts_held; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.investment_accounts_held AS
 SELECT m.id,
    m.hold_id
   FROM retention.investment_accounts_matched m
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((public.investment_accounts r
     JOIN public.households households ON ((r.household_id = households.id)))
     JOIN retention.households_matched m ON ((households.id = m.id)))
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM (((public.investment_accounts r
     JOIN public.households households ON ((r.household_id = households.id)))
     JOIN public.users users ON ((households.owner_user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.investment_accounts_held OWNER TO kaevo_retention_owner;

--
-- Name: investment_accounts_fate; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.investment_accounts_fate AS
 SELECT r.id,
    NULL::timestamp with time zone AS started_at,
    NULL::timestamp with time zone AS due_at,
    NULL::timestamp with time zone AS overdue_at,
    LEAST(retention.due(retention.counted(users.deletion_requested_at), '30 days'::interval), retention.counted(users.child_known_at)) AS erase_at,
    on_hold.hold_id,
    NULL::text AS deferred_by
   FROM (((public.investment_accounts r
     LEFT JOIN public.households households ON ((r.household_id = households.id)))
     LEFT JOIN public.users users ON ((households.owner_user_id = users.id)))
     LEFT JOIN ( SELECT held.id,
            min(held.hold_id) AS hold_id
           FROM retention.investment_accounts_held held
          GROUP BY held.id) on_hold ON ((r.id = on_hold.id)));


ALTER VIEW retention.investment_accounts_fate OWNER TO kaevo_retention_owner;

--
-- Name: VIEW investment_accounts_fate; Type: COMMENT; Schema: retention; Owner: kaevo_retention_owner
--

COMMENT ON VIEW retention.investment_accounts_fate IS 'Record class investment_accounts (V-12), policy Kaevo 1.0. Kept until the person is erased.';

--
-- Name: medical_records_held; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.medical_records_held AS
 SELECT m.id,
    m.hold_id
   FROM retention.medical_records_matched m
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((public.medical_records r
     JOIN public.household_members household_members ON ((r.member_id = household_members.id)))
     JOIN retention.household_members_matched m ON ((household_members.id = m.id)))
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM (((public.medical_records r
     JOIN public.household_members household_members ON ((r.member_id = household_members.id)))
     JOIN public.households households ON ((household_members.household_id = households.id)))
     JOIN retention.households_matched m ON ((households.id = m.id)))
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((((public.medical_records r
     JOIN public.household_members household_members ON ((r.member_id = household_members.id)))
     JOIN public.households households ON ((household_members.household_id = households.id)))
     JOIN public.users users ON ((households.owner_user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.medical_records_held OWNER TO kaevo_retention_owner;

--
-- Name: medical_records_fate; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.medical_records_fate AS
 SELECT r.id,
    NULL::timestamp with time zone AS started_at,
    NULL::timestamp with time zone AS due_at,
    NULL::timestamp with time zone AS overdue_at,
    LEAST(retention.counted(users.deletion_requested_at), retention.counted(users.child_known_at)) AS erase_at,
    on_hold.hold_id,
    NULL::text AS deferred_by
   FROM ((((public.medical_records r
     LEFT JOIN public.household_members household_members ON ((r.member_id = household_members.id)))
     LEFT JOIN public.households households ON ((household_members.household_id = households.id)))
     LEFT JOIN public.users users ON ((households.owner_user_id = users.id)))
     LEFT JOIN ( SELECT held.id,
            min(held.hold_id) AS hold_id
           FROM retention.medical_records_held held
          GROUP BY held.id) on_hold ON ((r.id = on_hold.id)));


ALTER VIEW retention.medical_records_fate OWNER TO kaevo_retention_owner;

--
-- Name: VIEW medical_records_fate; Type: COMMENT; Schema: retention; Owner: kaevo_retention_owner
--

COMMENT ON VIEW retention.medical_records_fate IS 'Record class medical_records (V-13), policy Kaevo 1.0. Kept until the person is erased.';

--
-- Name: migration; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.migration (
    name text NOT NULL,
    sha256 text NOT NULL,
    applied_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    applied_by text DEFAULT SESSION_USER NOT NULL
);


ALTER TABLE retention.migration OWNER TO kaevo_retention_owner;

--
-- Name: notice_due; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.notice_due AS
 SELECT DISTINCT h.hold_id,
    h.matter,
    h.notify,
    'public.users'::text AS subject_table,
    jsonb_build_array(held.id) AS subject_key
   FROM (retention.users_held held
     JOIN retention.active_hold h ON ((h.hold_id = held.hold_id)))
  WHERE ((h.notify <> 'never'::text) AND (NOT (EXISTS ( SELECT
           FROM retention.hold_notice n
          WHERE ((n.hold_id = h.hold_id) AND (n.subject_table = 'public.users'::text) AND (n.subject_key = jsonb_build_array(held.id)))))));


ALTER VIEW retention.notice_due OWNER TO kaevo_retention_owner;

--
-- Name: outbox; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.outbox (
    notice_id bigint NOT NULL,
    recipient text NOT NULL,
    table_name text NOT NULL,
    person text,
    request_id bigint,
    payload jsonb,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    due_at timestamp with time zone NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL,
    available_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    last_attempt integer NOT NULL,
    taken_by text,
    last_error text,
    outcome text,
    note text,
    settled_at timestamp with time zone,
    settled_by text,
    sealed boolean DEFAULT false NOT NULL,
    CONSTRAINT outbox_check CHECK (((state = 'settled'::text) = (outcome IS NOT NULL))),
    CONSTRAINT outbox_check1 CHECK (((state = 'settled'::text) = (payload IS NULL))),
    CONSTRAINT outbox_check2 CHECK (((state <> 'settled'::text) OR (last_error IS NULL))),
    CONSTRAINT outbox_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'retained'::text, 'failed'::text]))),
    CONSTRAINT outbox_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'taken'::text, 'failed'::text, 'settled'::text])))
);


ALTER TABLE retention.outbox OWNER TO kaevo_retention_owner;

--
-- Name: open_notices; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.open_notices AS
 SELECT notice_id,
    recipient,
    table_name,
    request_id,
    state,
    attempts,
    available_at,
    due_at,
    (due_at < statement_timestamp()) AS late,
    last_error
   FROM retention.outbox o
  WHERE (state <> 'settled'::text);


ALTER VIEW retention.open_notices OWNER TO kaevo_retention_owner;

--
-- Name: outbox_notice_id_seq; Type: SEQUENCE; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE retention.outbox ALTER COLUMN notice_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME retention.outbox_notice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: pause; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.pause (
    pause_id bigint NOT NULL,
    class_name text,
    reason text NOT NULL,
    paused_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    paused_by text DEFAULT SESSION_USER NOT NULL,
    resumed_at timestamp with time zone,
    resumed_by text
);


ALTER TABLE retention.pause OWNER TO kaevo_retention_owner;

--
-- Name: pause_pause_id_seq; Type: SEQUENCE; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE retention.pause ALTER COLUMN pause_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME retention.pause_pause_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: plaid_accounts_held; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.plaid_accounts_held AS
 SELECT upward.id,
    upward.hold_id
   FROM retention.plaid_accounts_upward upward
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((public.plaid_accounts r
     JOIN public.plaid_connections plaid_connections ON ((r.connection_id = plaid_connections.id)))
     JOIN retention.plaid_connections_matched m ON ((plaid_connections.id = m.id)))
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM (((public.plaid_accounts r
     JOIN public.plaid_connections plaid_connections ON ((r.connection_id = plaid_connections.id)))
     JOIN public.users users ON ((plaid_connections.user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.plaid_accounts_held OWNER TO kaevo_retention_owner;

--
-- Name: plaid_connections_held; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.plaid_connections_held AS
 SELECT upward.id,
    upward.hold_id
   FROM retention.plaid_connections_upward upward
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((public.plaid_connections r
     JOIN public.users users ON ((r.user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.plaid_connections_held OWNER TO kaevo_retention_owner;

--
-- Name: plaid_connections_fate; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.plaid_connections_fate AS
 SELECT r.id,
    cutoff.start AS started_at,
    retention.due(cutoff.start, '30 days'::interval) AS due_at,
    retention.due(cutoff.start, '30 days'::interval) AS overdue_at,
    LEAST(retention.due(retention.counted(users.deletion_requested_at), '30 days'::interval), retention.counted(users.child_known_at)) AS erase_at,
    on_hold.hold_id,
        CASE
            WHEN (EXISTS ( SELECT
               FROM public.accounts d,
                public.plaid_accounts c1
              WHERE ((d.plaid_account_id = c1.id) AND (c1.connection_id = r.id)))) THEN 'accounts'::text
            ELSE NULL::text
        END AS deferred_by
   FROM (((public.plaid_connections r
     LEFT JOIN public.users users ON ((r.user_id = users.id)))
     CROSS JOIN LATERAL ( SELECT LEAST(retention.counted(r.disconnected_at), retention.counted(users.closed_at)) AS start) cutoff)
     LEFT JOIN ( SELECT held.id,
            min(held.hold_id) AS hold_id
           FROM retention.plaid_connections_held held
          GROUP BY held.id) on_hold ON ((r.id = on_hold.id)));


ALTER VIEW retention.plaid_connections_fate OWNER TO kaevo_retention_owner;

--
-- Name: VIEW plaid_connections_fate; Type: COMMENT; Schema: retention; Owner: kaevo_retention_owner
--

COMMENT ON VIEW retention.plaid_connections_fate IS 'Record class plaid_connections (V-24), policy Kaevo 1.0. Kept for 30 days from the earliest of disconnected_at, users closed; then destroyed. The clock does not run until bank linking is enabled.';

--
-- Name: preserved; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.preserved (
    image_id bigint NOT NULL,
    hold_id bigint NOT NULL,
    table_name text NOT NULL,
    row_key jsonb NOT NULL,
    whole boolean NOT NULL,
    image jsonb NOT NULL,
    preserved_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    preserved_by text DEFAULT SESSION_USER NOT NULL
);


ALTER TABLE retention.preserved OWNER TO kaevo_retention_owner;

--
-- Name: preserved_image_id_seq; Type: SEQUENCE; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE retention.preserved ALTER COLUMN image_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME retention.preserved_image_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: preview_log; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.preview_log (
    preview_id bigint NOT NULL,
    class_name text NOT NULL,
    previewed_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    previewed_by text DEFAULT SESSION_USER NOT NULL
);


ALTER TABLE retention.preview_log OWNER TO kaevo_retention_owner;

--
-- Name: preview_log_preview_id_seq; Type: SEQUENCE; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE retention.preview_log ALTER COLUMN preview_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME retention.preview_log_preview_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: pseudonym_key; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.pseudonym_key (
    run_id bigint NOT NULL,
    key bytea NOT NULL
);


ALTER TABLE retention.pseudonym_key OWNER TO kaevo_retention_owner;

--
-- Name: recipes_held; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.recipes_held AS
 SELECT m.id,
    m.hold_id
   FROM retention.recipes_matched m
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((public.recipes r
     JOIN public.households households ON ((r.household_id = households.id)))
     JOIN retention.households_matched m ON ((households.id = m.id)))
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM (((public.recipes r
     JOIN public.households households ON ((r.household_id = households.id)))
     JOIN public.users users ON ((households.owner_user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.recipes_held OWNER TO kaevo_retention_owner;

--
-- Name: recipes_fate; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.recipes_fate AS
 SELECT r.id,
    NULL::timestamp with time zone AS started_at,
    NULL::timestamp with time zone AS due_at,
    NULL::timestamp with time zone AS overdue_at,
    LEAST(retention.due(retention.counted(users.deletion_requested_at), '30 days'::interval), retention.counted(users.child_known_at)) AS erase_at,
    on_hold.hold_id,
    NULL::text AS deferred_by
   FROM (((public.recipes r
     LEFT JOIN public.households households ON ((r.household_id = households.id)))
     LEFT JOIN public.users users ON ((households.owner_user_id = users.id)))
     LEFT JOIN ( SELECT held.id,
            min(held.hold_id) AS hold_id
           FROM retention.recipes_held held
          GROUP BY held.id) on_hold ON ((r.id = on_hold.id)));


ALTER VIEW retention.recipes_fate OWNER TO kaevo_retention_owner;

--
-- Name: VIEW recipes_fate; Type: COMMENT; Schema: retention; Owner: kaevo_retention_owner
--

COMMENT ON VIEW retention.recipes_fate IS 'Record class recipes (V-14), policy Kaevo 1.0. Kept until the person is erased.';

--
-- Name: recipient; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.recipient (
    recipient text NOT NULL,
    clauses text[] NOT NULL,
    hears text NOT NULL,
    within interval NOT NULL,
    max_attempts integer DEFAULT 16 NOT NULL,
    first_wait interval DEFAULT '00:01:00'::interval NOT NULL,
    longest_wait interval DEFAULT '1 day'::interval NOT NULL,
    CONSTRAINT recipient_check CHECK ((longest_wait >= first_wait)),
    CONSTRAINT recipient_first_wait_check CHECK ((first_wait > '00:00:00'::interval)),
    CONSTRAINT recipient_hears_check CHECK ((hears = ANY (ARRAY['erasure'::text, 'destruction'::text]))),
    CONSTRAINT recipient_max_attempts_check CHECK ((max_attempts > 0))
);


ALTER TABLE retention.recipient OWNER TO kaevo_retention_owner;

--
-- Name: recipient_status; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.recipient_status AS
 SELECT r.recipient,
    r.hears,
    count(*) FILTER (WHERE (o.state = ANY (ARRAY['waiting'::text, 'taken'::text]))) AS waiting,
    count(*) FILTER (WHERE (o.due_at < statement_timestamp())) AS late,
    count(*) FILTER (WHERE (o.state = 'failed'::text)) AS failed,
    min(o.created_at) AS oldest
   FROM (retention.recipient r
     LEFT JOIN retention.outbox o ON (((o.recipient = r.recipient) AND (o.state <> 'settled'::text))))
  GROUP BY r.recipient, r.hears;


ALTER VIEW retention.recipient_status OWNER TO kaevo_retention_owner;

--
-- Name: request_clock; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.request_clock (
    subject_table text NOT NULL,
    right_name text NOT NULL,
    regime text NOT NULL,
    stage text NOT NULL,
    period interval NOT NULL,
    business_days integer NOT NULL,
    rolls boolean NOT NULL,
    pauses boolean NOT NULL,
    region text,
    source text NOT NULL,
    CONSTRAINT request_clock_stage_check CHECK ((stage = ANY (ARRAY['acknowledge'::text, 'respond'::text, 'extend'::text])))
);


ALTER TABLE retention.request_clock OWNER TO kaevo_retention_owner;

--
-- Name: request_notice; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.request_notice (
    request_id bigint NOT NULL,
    notice text NOT NULL,
    due_on date NOT NULL,
    given_at timestamp with time zone,
    given_by text,
    CONSTRAINT request_notice_notice_check CHECK ((notice = ANY (ARRAY['extension'::text, 'denial'::text, 'completion'::text, 'partial completion'::text])))
);


ALTER TABLE retention.request_notice OWNER TO kaevo_retention_owner;

--
-- Name: request_remainder; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.request_remainder (
    request_id bigint NOT NULL,
    class_name text NOT NULL,
    reason text NOT NULL,
    row_count bigint NOT NULL,
    ground text,
    release_at timestamp with time zone,
    noted_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT request_remainder_reason_check CHECK ((reason = ANY (ARRAY['held'::text, 'retained'::text, 'deferred'::text])))
);


ALTER TABLE retention.request_remainder OWNER TO kaevo_retention_owner;

--
-- Name: request_request_id_seq; Type: SEQUENCE; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE retention.request ALTER COLUMN request_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME retention.request_request_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: request_retained; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.request_retained (
    request_id bigint NOT NULL,
    class_name text NOT NULL,
    ground text NOT NULL,
    row_count bigint NOT NULL,
    release_at timestamp with time zone NOT NULL
);


ALTER TABLE retention.request_retained OWNER TO kaevo_retention_owner;

--
-- Name: request_rule; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.request_rule (
    subject_table text NOT NULL,
    right_name text NOT NULL,
    clauses text[] NOT NULL,
    verification text NOT NULL,
    CONSTRAINT request_rule_right_name_check CHECK ((right_name = ANY (ARRAY['erasure'::text, 'access'::text, 'portability'::text, 'restriction'::text]))),
    CONSTRAINT request_rule_verification_check CHECK ((verification = ANY (ARRAY['none'::text, 'basic'::text, 'additional'::text])))
);


ALTER TABLE retention.request_rule OWNER TO kaevo_retention_owner;

--
-- Name: request_transition; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.request_transition (
    step text NOT NULL,
    from_status text NOT NULL,
    to_status text NOT NULL
);


ALTER TABLE retention.request_transition OWNER TO kaevo_retention_owner;

--
-- Name: requests_due; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.requests_due AS
 SELECT due.request_id,
    due.right_name,
    due.subject_table,
    due.subject_key,
    due.status,
    due.stage,
    due.due_on,
    (due.due_on - today.day) AS days_left,
    (due.due_on < today.day) AS overdue
   FROM (( SELECT q.request_id,
            q.right_name,
            q.subject_table,
            q.subject_key,
            q.status,
            'acknowledge'::text AS stage,
            q.acknowledge_due AS due_on
           FROM retention.request q
          WHERE ((q.acknowledged_at IS NULL) AND (q.responded_at IS NULL) AND (q.closed_at IS NULL) AND (q.acknowledge_due IS NOT NULL))
        UNION ALL
         SELECT q.request_id,
            q.right_name,
            q.subject_table,
            q.subject_key,
            q.status,
            'respond'::text AS stage,
                CASE
                    WHEN (q.paused_on IS NOT NULL) THEN retention._stage_due(q.*,
                    CASE
                        WHEN (q.extended_at IS NULL) THEN 'respond'::text
                        ELSE 'extend'::text
                    END, (q.paused_days + (retention._today() - q.paused_on)))
                    WHEN (q.extended_at IS NULL) THEN q.respond_due
                    ELSE q.extend_due
                END AS due_on
           FROM retention.request q
          WHERE ((q.responded_at IS NULL) AND (q.closed_at IS NULL))
        UNION ALL
         SELECT q.request_id,
            q.right_name,
            q.subject_table,
            q.subject_key,
            q.status,
            ('notice of '::text || n.notice) AS stage,
            n.due_on
           FROM (retention.request_notice n
             JOIN retention.request q ON ((q.request_id = n.request_id)))
          WHERE (n.given_at IS NULL)) due
     CROSS JOIN ( SELECT retention._today() AS day) today);


ALTER VIEW retention.requests_due OWNER TO kaevo_retention_owner;

--
-- Name: run_blocked; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.run_blocked (
    run_id bigint NOT NULL,
    stage text NOT NULL,
    row_key jsonb NOT NULL,
    sqlstate text NOT NULL,
    reason text NOT NULL,
    blocked_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);


ALTER TABLE retention.run_blocked OWNER TO kaevo_retention_owner;

--
-- Name: run_log_run_id_seq; Type: SEQUENCE; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE retention.run_log ALTER COLUMN run_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME retention.run_log_run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: security_incidents_held; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.security_incidents_held AS
 SELECT m.id,
    m.hold_id
   FROM retention.security_incidents_matched m
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.incident_subjects_held held
     JOIN public.incident_subjects d ON (((d.incident_id = held.incident_id) AND (d.user_id = held.user_id))))
     JOIN public.security_incidents r ON ((d.incident_id = r.id)));


ALTER VIEW retention.security_incidents_held OWNER TO kaevo_retention_owner;

--
-- Name: security_incidents_review; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.security_incidents_review (
    id uuid NOT NULL,
    decision text NOT NULL,
    keep_until timestamp with time zone,
    note text NOT NULL,
    decided_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    decided_by text DEFAULT SESSION_USER NOT NULL,
    CONSTRAINT security_incidents_review_decision_check CHECK ((decision = ANY (ARRAY['dispose'::text, 'keep'::text])))
);


ALTER TABLE retention.security_incidents_review OWNER TO kaevo_retention_owner;

--
-- Name: security_incidents_fate; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.security_incidents_fate AS
 SELECT r.id,
    r.closed_at AS cutoff_value,
    cutoff.start AS started_at,
    retention.due(cutoff.start, '3 years'::interval) AS due_at,
    NULL::timestamp with time zone AS overdue_at,
    NULL::timestamp with time zone AS erase_at,
        CASE
            WHEN ((review.decision = 'keep'::text) AND (review.keep_until IS NOT NULL) AND (review.keep_until <= clock_timestamp())) THEN NULL::text
            ELSE review.decision
        END AS review,
    on_hold.hold_id,
        CASE
            WHEN (EXISTS ( SELECT
               FROM public.incident_subjects d
              WHERE (d.incident_id = r.id))) THEN 'incident_subjects'::text
            ELSE NULL::text
        END AS deferred_by
   FROM (((public.security_incidents r
     LEFT JOIN retention.security_incidents_review review ON ((r.id = review.id)))
     CROSS JOIN LATERAL ( SELECT retention.counted(r.closed_at) AS start) cutoff)
     LEFT JOIN ( SELECT held.id,
            min(held.hold_id) AS hold_id
           FROM retention.security_incidents_held held
          GROUP BY held.id) on_hold ON ((r.id = on_hold.id)));


ALTER VIEW retention.security_incidents_fate OWNER TO kaevo_retention_owner;

--
-- Name: VIEW security_incidents_fate; Type: COMMENT; Schema: retention; Owner: kaevo_retention_owner
--

COMMENT ON VIEW retention.security_incidents_fate IS 'Record class security_incidents (V-25), policy Kaevo 1.0. Kept at least 3 years, with no ceiling (an officer decides on each, and the text sets no end) from closed_at; then destroyed. Each disposal is reviewed by: privacy officer.';

--
-- Name: security_incidents_review_queue; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.security_incidents_review_queue AS
 SELECT id,
    started_at,
    due_at,
    hold_id,
    deferred_by
   FROM retention.security_incidents_fate f
  WHERE ((due_at <= clock_timestamp()) AND (review IS NULL));


ALTER VIEW retention.security_incidents_review_queue OWNER TO kaevo_retention_owner;

--
-- Name: status; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.status AS
 SELECT class_name,
    mode,
    rows_due,
    rows_overdue,
    rows_indeterminate,
    rows_held,
    rows_deferred,
    rows_in_review,
    last_run_at,
    last_state,
    last_stop_reason,
    last_disposed,
    next_run_at,
    schedule_missed
   FROM retention._status() _status(class_name, mode, rows_due, rows_overdue, rows_indeterminate, rows_held, rows_deferred, rows_in_review, last_run_at, last_state, last_stop_reason, last_disposed, next_run_at, schedule_missed);


ALTER VIEW retention.status OWNER TO kaevo_retention_owner;

--
-- Name: subscriptions_act; Type: TABLE; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TABLE retention.subscriptions_act (
    id uuid NOT NULL,
    stage text NOT NULL,
    done_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    ground text
);


ALTER TABLE retention.subscriptions_act OWNER TO kaevo_retention_owner;

--
-- Name: subscriptions_held; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.subscriptions_held AS
 SELECT upward.id,
    upward.hold_id
   FROM retention.subscriptions_upward upward
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((public.subscriptions r
     JOIN public.users users ON ((r.user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.subscriptions_held OWNER TO kaevo_retention_owner;

--
-- Name: subscriptions_fate; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.subscriptions_fate AS
 SELECT r.id,
    cutoff.start AS started_at,
    retention.due(cutoff.start, '7 years'::interval) AS due_at,
    retention.due(cutoff.start, '7 years'::interval) AS overdue_at,
        CASE
            WHEN (erased.done_at IS NULL) THEN LEAST(retention.due(retention.counted(users.deletion_requested_at), '30 days'::interval), retention.counted(users.child_known_at))
            ELSE NULL::timestamp with time zone
        END AS erase_at,
    on_hold.hold_id,
    NULL::text AS deferred_by
   FROM ((((public.subscriptions r
     LEFT JOIN public.users users ON ((r.user_id = users.id)))
     LEFT JOIN retention.subscriptions_act erased ON (((r.id = erased.id) AND (erased.stage = 'erase'::text))))
     CROSS JOIN LATERAL ( SELECT COALESCE(erased.started_at, COALESCE(retention.counted(users.closed_at), LEAST(retention.counted(users.deletion_requested_at), retention.counted(users.child_known_at)))) AS start) cutoff)
     LEFT JOIN ( SELECT held.id,
            min(held.hold_id) AS hold_id
           FROM retention.subscriptions_held held
          GROUP BY held.id) on_hold ON ((r.id = on_hold.id)));


ALTER VIEW retention.subscriptions_fate OWNER TO kaevo_retention_owner;

--
-- Name: VIEW subscriptions_fate; Type: COMMENT; Schema: retention; Owner: kaevo_retention_owner
--

COMMENT ON VIEW retention.subscriptions_fate IS 'Record class subscriptions (V-21), policy Kaevo 1.0. Kept for 7 years from users closed, or else the earliest of users requested, users child; then destroyed.';

--
-- Name: support_messages_held; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.support_messages_held AS
 SELECT m.id,
    m.hold_id
   FROM retention.support_messages_matched m
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((public.support_messages r
     JOIN public.support_threads support_threads ON ((r.thread_id = support_threads.id)))
     JOIN retention.support_threads_matched m ON ((support_threads.id = m.id)))
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM (((public.support_messages r
     JOIN public.support_threads support_threads ON ((r.thread_id = support_threads.id)))
     JOIN public.users users ON ((support_threads.user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.support_messages_held OWNER TO kaevo_retention_owner;

--
-- Name: support_threads_held; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.support_threads_held AS
 SELECT upward.id,
    upward.hold_id
   FROM retention.support_threads_upward upward
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((public.support_threads r
     JOIN public.users users ON ((r.user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.support_threads_held OWNER TO kaevo_retention_owner;

--
-- Name: support_threads_fate; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.support_threads_fate AS
 SELECT r.id,
    cutoff.start AS started_at,
    retention.due(cutoff.start, '3 years'::interval) AS due_at,
    retention.due(cutoff.start, '3 years'::interval) AS overdue_at,
    LEAST(retention.due(retention.counted(users.deletion_requested_at), '30 days'::interval), retention.counted(users.child_known_at)) AS erase_at,
    on_hold.hold_id,
    NULL::text AS deferred_by
   FROM (((public.support_threads r
     LEFT JOIN public.users users ON ((r.user_id = users.id)))
     CROSS JOIN LATERAL ( SELECT COALESCE(( SELECT max(retention.counted(latest_support_messages.sent_at)) AS max
                   FROM public.support_messages latest_support_messages
                  WHERE (latest_support_messages.thread_id = r.id)), retention.counted(r.opened_at)) AS start) cutoff)
     LEFT JOIN ( SELECT held.id,
            min(held.hold_id) AS hold_id
           FROM retention.support_threads_held held
          GROUP BY held.id) on_hold ON ((r.id = on_hold.id)));


ALTER VIEW retention.support_threads_fate OWNER TO kaevo_retention_owner;

--
-- Name: VIEW support_threads_fate; Type: COMMENT; Schema: retention; Owner: kaevo_retention_owner
--

COMMENT ON VIEW retention.support_threads_fate IS 'Record class support_threads (V-17), policy Kaevo 1.0. Kept for 3 years from the latest support_messages.sent_at, or else opened_at; then destroyed.';

--
-- Name: told; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.told AS
 SELECT request_id,
    person,
    recipient,
    count(*) AS notices,
    count(*) FILTER (WHERE (state = ANY (ARRAY['waiting'::text, 'taken'::text]))) AS waiting,
    count(*) FILTER (WHERE (outcome = 'done'::text)) AS done,
    count(*) FILTER (WHERE (outcome = 'retained'::text)) AS retained,
    count(*) FILTER (WHERE ((outcome = 'failed'::text) OR (state = 'failed'::text))) AS failed,
    min(created_at) AS first_notice_at,
    max(settled_at) AS last_outcome_at
   FROM retention.outbox o
  GROUP BY request_id, person, recipient;


ALTER VIEW retention.told OWNER TO kaevo_retention_owner;

--
-- Name: transactions_clock; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.transactions_clock AS
 SELECT r.id,
    LEAST(
        CASE
            WHEN (cutoff.start IS NOT NULL) THEN GREATEST(retention.due(cutoff.start, '7 years'::interval), floor.kept_until)
            ELSE NULL::timestamp with time zone
        END, LEAST(retention.due(retention.counted(users.deletion_requested_at), '30 days'::interval), retention.counted(users.child_known_at))) AS goes_at
   FROM (((((public.transactions r
     LEFT JOIN public.accounts accounts ON ((r.account_id = accounts.id)))
     LEFT JOIN public.households households ON ((accounts.household_id = households.id)))
     LEFT JOIN public.users users ON ((households.owner_user_id = users.id)))
     CROSS JOIN LATERAL ( SELECT retention.counted(r.occurred_on) AS start) cutoff)
     CROSS JOIN LATERAL ( SELECT COALESCE(retention.counted(users.closed_at), 'infinity'::timestamp with time zone) AS kept_until) floor);


ALTER VIEW retention.transactions_clock OWNER TO kaevo_retention_owner;

--
-- Name: transactions_fate; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.transactions_fate AS
 SELECT r.id,
    r.occurred_on AS cutoff_value,
    retention.start_of_day(cutoff.start) AS started_at,
        CASE
            WHEN (cutoff.start IS NOT NULL) THEN GREATEST(retention.due(cutoff.start, '7 years'::interval), floor.kept_until)
            ELSE NULL::timestamp with time zone
        END AS due_at,
        CASE
            WHEN (cutoff.start IS NOT NULL) THEN GREATEST(retention.due(cutoff.start, '7 years'::interval), floor.kept_until)
            ELSE NULL::timestamp with time zone
        END AS overdue_at,
    LEAST(retention.due(retention.counted(users.deletion_requested_at), '30 days'::interval), retention.counted(users.child_known_at)) AS erase_at,
    ( WITH RECURSIVE below AS (
                 SELECT d.id
                   FROM public.transactions d
                  WHERE (d.transfer_pair_id = r.id)
                UNION
                 SELECT d.id
                   FROM ((below below_1
                     JOIN public.transactions r_1 ON ((r_1.id = below_1.id)))
                     JOIN public.transactions d ON ((d.transfer_pair_id = r_1.id)))
                )
         SELECT max(COALESCE(clock.goes_at, 'infinity'::timestamp with time zone)) AS max
           FROM (below
             LEFT JOIN retention.transactions_clock clock ON ((below.id = clock.id)))) AS waits_until,
    on_hold.hold_id,
    NULL::text AS deferred_by
   FROM ((((((public.transactions r
     LEFT JOIN public.accounts accounts ON ((r.account_id = accounts.id)))
     LEFT JOIN public.households households ON ((accounts.household_id = households.id)))
     LEFT JOIN public.users users ON ((households.owner_user_id = users.id)))
     CROSS JOIN LATERAL ( SELECT retention.counted(r.occurred_on) AS start) cutoff)
     CROSS JOIN LATERAL ( SELECT COALESCE(retention.counted(users.closed_at), 'infinity'::timestamp with time zone) AS kept_until) floor)
     LEFT JOIN ( SELECT held.id,
            min(held.hold_id) AS hold_id
           FROM retention.transactions_held held
          GROUP BY held.id) on_hold ON ((r.id = on_hold.id)));


ALTER VIEW retention.transactions_fate OWNER TO kaevo_retention_owner;

--
-- Name: VIEW transactions_fate; Type: COMMENT; Schema: retention; Owner: kaevo_retention_owner
--

COMMENT ON VIEW retention.transactions_fate IS 'Record class transactions (V-10), policy Kaevo 1.0. Kept up to 7 years from occurred_on, and while users closed is missing or in the future; then destroyed.';

--
-- Name: vacations_held; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.vacations_held AS
 SELECT m.id,
    m.hold_id
   FROM retention.vacations_matched m
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((public.vacations r
     JOIN public.households households ON ((r.household_id = households.id)))
     JOIN retention.households_matched m ON ((households.id = m.id)))
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM (((public.vacations r
     JOIN public.households households ON ((r.household_id = households.id)))
     JOIN public.users users ON ((households.owner_user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.vacations_held OWNER TO kaevo_retention_owner;

--
-- Name: vacations_fate; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.vacations_fate AS
 SELECT r.id,
    NULL::timestamp with time zone AS started_at,
    NULL::timestamp with time zone AS due_at,
    NULL::timestamp with time zone AS overdue_at,
    LEAST(retention.due(retention.counted(users.deletion_requested_at), '30 days'::interval), retention.counted(users.child_known_at)) AS erase_at,
    on_hold.hold_id,
    NULL::text AS deferred_by
   FROM (((public.vacations r
     LEFT JOIN public.households households ON ((r.household_id = households.id)))
     LEFT JOIN public.users users ON ((households.owner_user_id = users.id)))
     LEFT JOIN ( SELECT held.id,
            min(held.hold_id) AS hold_id
           FROM retention.vacations_held held
          GROUP BY held.id) on_hold ON ((r.id = on_hold.id)));


ALTER VIEW retention.vacations_fate OWNER TO kaevo_retention_owner;

--
-- Name: VIEW vacations_fate; Type: COMMENT; Schema: retention; Owner: kaevo_retention_owner
--

COMMENT ON VIEW retention.vacations_fate IS 'Record class vacations (V-14), policy Kaevo 1.0. Kept until the person is erased.';

--
-- Name: vault_documents_held; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.vault_documents_held AS
 SELECT m.id,
    m.hold_id
   FROM retention.vault_documents_matched m
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((public.vault_documents r
     JOIN public.households households ON ((r.household_id = households.id)))
     JOIN retention.households_matched m ON ((households.id = m.id)))
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM (((public.vault_documents r
     JOIN public.households households ON ((r.household_id = households.id)))
     JOIN public.users users ON ((households.owner_user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.vault_documents_held OWNER TO kaevo_retention_owner;

--
-- Name: vault_documents_fate; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.vault_documents_fate AS
 SELECT r.id,
    NULL::timestamp with time zone AS started_at,
    NULL::timestamp with time zone AS due_at,
    NULL::timestamp with time zone AS overdue_at,
    LEAST(retention.due(retention.counted(users.deletion_requested_at), '30 days'::interval), retention.counted(users.child_known_at)) AS erase_at,
    on_hold.hold_id,
    NULL::text AS deferred_by
   FROM (((public.vault_documents r
     LEFT JOIN public.households households ON ((r.household_id = households.id)))
     LEFT JOIN public.users users ON ((households.owner_user_id = users.id)))
     LEFT JOIN ( SELECT held.id,
            min(held.hold_id) AS hold_id
           FROM retention.vault_documents_held held
          GROUP BY held.id) on_hold ON ((r.id = on_hold.id)));


ALTER VIEW retention.vault_documents_fate OWNER TO kaevo_retention_owner;

--
-- Name: VIEW vault_documents_fate; Type: COMMENT; Schema: retention; Owner: kaevo_retention_owner
--

COMMENT ON VIEW retention.vault_documents_fate IS 'Record class vault_documents (V-15), policy Kaevo 1.0. Kept until the person is erased.';

--
-- Name: vehicles_held; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.vehicles_held AS
 SELECT m.id,
    m.hold_id
   FROM retention.vehicles_matched m
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((public.vehicles r
     JOIN public.households households ON ((r.household_id = households.id)))
     JOIN retention.households_matched m ON ((households.id = m.id)))
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM (((public.vehicles r
     JOIN public.households households ON ((r.household_id = households.id)))
     JOIN public.users users ON ((households.owner_user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.vehicles_held OWNER TO kaevo_retention_owner;

--
-- Name: vehicles_fate; Type: VIEW; Schema: retention; Owner: kaevo_retention_owner
--

CREATE VIEW retention.vehicles_fate AS
 SELECT r.id,
    NULL::timestamp with time zone AS started_at,
    NULL::timestamp with time zone AS due_at,
    NULL::timestamp with time zone AS overdue_at,
    LEAST(retention.due(retention.counted(users.deletion_requested_at), '30 days'::interval), retention.counted(users.child_known_at)) AS erase_at,
    on_hold.hold_id,
    NULL::text AS deferred_by
   FROM (((public.vehicles r
     LEFT JOIN public.households households ON ((r.household_id = households.id)))
     LEFT JOIN public.users users ON ((households.owner_user_id = users.id)))
     LEFT JOIN ( SELECT held.id,
            min(held.hold_id) AS hold_id
           FROM retention.vehicles_held held
          GROUP BY held.id) on_hold ON ((r.id = on_hold.id)));


ALTER VIEW retention.vehicles_fate OWNER TO kaevo_retention_owner;

--
-- Name: VIEW vehicles_fate; Type: COMMENT; Schema: retention; Owner: kaevo_retention_owner
--

COMMENT ON VIEW retention.vehicles_fate IS 'Record class vehicles (V-14), policy Kaevo 1.0. Kept until the person is erased.';

--
-- Name: accounts_hold accounts_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.accounts_hold
    ADD CONSTRAINT accounts_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: analytics_events_act analytics_events_act_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.analytics_events_act
    ADD CONSTRAINT analytics_events_act_pkey PRIMARY KEY (id, stage);

--
-- Name: analytics_events_hold analytics_events_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.analytics_events_hold
    ADD CONSTRAINT analytics_events_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: app_logs_act app_logs_act_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.app_logs_act
    ADD CONSTRAINT app_logs_act_pkey PRIMARY KEY (at, id, stage);

--
-- Name: app_logs_hold app_logs_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.app_logs_hold
    ADD CONSTRAINT app_logs_hold_pkey PRIMARY KEY (hold_id, at, id);

--
-- Name: app_logs_pin app_logs_pin_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.app_logs_pin
    ADD CONSTRAINT app_logs_pin_pkey PRIMARY KEY (hold_id, at, id);

--
-- Name: auth_users_hold auth_users_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.auth_users_hold
    ADD CONSTRAINT auth_users_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: balance_snapshots_hold balance_snapshots_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.balance_snapshots_hold
    ADD CONSTRAINT balance_snapshots_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: billing_events_hold billing_events_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.billing_events_hold
    ADD CONSTRAINT billing_events_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: bills_hold bills_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.bills_hold
    ADD CONSTRAINT bills_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: budgets_hold budgets_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.budgets_hold
    ADD CONSTRAINT budgets_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: calendar_events_hold calendar_events_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.calendar_events_hold
    ADD CONSTRAINT calendar_events_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: cascade_log cascade_log_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.cascade_log
    ADD CONSTRAINT cascade_log_pkey PRIMARY KEY (cascade_id);

--
-- Name: chores_hold chores_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.chores_hold
    ADD CONSTRAINT chores_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: class class_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.class
    ADD CONSTRAINT class_pkey PRIMARY KEY (class_name);

--
-- Name: digest_key digest_key_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.digest_key
    ADD CONSTRAINT digest_key_pkey PRIMARY KEY (only_row);

--
-- Name: erasure_blocked erasure_blocked_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.erasure_blocked
    ADD CONSTRAINT erasure_blocked_pkey PRIMARY KEY (request_id, stage, row_key);

--
-- Name: erasure_count erasure_count_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.erasure_count
    ADD CONSTRAINT erasure_count_pkey PRIMARY KEY (request_id, class_name, table_name);

--
-- Name: erasure_effect erasure_effect_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.erasure_effect
    ADD CONSTRAINT erasure_effect_pkey PRIMARY KEY (subject_table, run_order);

--
-- Name: erasure erasure_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.erasure
    ADD CONSTRAINT erasure_pkey PRIMARY KEY (request_id);

--
-- Name: erasure_preview erasure_preview_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.erasure_preview
    ADD CONSTRAINT erasure_preview_pkey PRIMARY KEY (preview_id);

--
-- Name: erasure_row erasure_row_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.erasure_row
    ADD CONSTRAINT erasure_row_pkey PRIMARY KEY (request_id, run_order, row_no);

--
-- Name: evidence_checkpoint evidence_checkpoint_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.evidence_checkpoint
    ADD CONSTRAINT evidence_checkpoint_pkey PRIMARY KEY (evidence_id);

--
-- Name: evidence_head evidence_head_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.evidence_head
    ADD CONSTRAINT evidence_head_pkey PRIMARY KEY (only_row);

--
-- Name: evidence_note evidence_note_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.evidence_note
    ADD CONSTRAINT evidence_note_pkey PRIMARY KEY (evidence_id);

--
-- Name: evidence evidence_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.evidence
    ADD CONSTRAINT evidence_pkey PRIMARY KEY (evidence_id);

--
-- Name: evidence evidence_previous_hash_key; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.evidence
    ADD CONSTRAINT evidence_previous_hash_key UNIQUE (previous_hash);

--
-- Name: expenses_hold expenses_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.expenses_hold
    ADD CONSTRAINT expenses_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: export export_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.export
    ADD CONSTRAINT export_pkey PRIMARY KEY (export_id);

--
-- Name: export_profile export_profile_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.export_profile
    ADD CONSTRAINT export_profile_pkey PRIMARY KEY (subject_table, right_name);

--
-- Name: guarded_table guarded_table_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.guarded_table
    ADD CONSTRAINT guarded_table_pkey PRIMARY KEY (table_name);

--
-- Name: hold_epoch hold_epoch_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.hold_epoch
    ADD CONSTRAINT hold_epoch_pkey PRIMARY KEY (only_row);

--
-- Name: hold_notice hold_notice_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.hold_notice
    ADD CONSTRAINT hold_notice_pkey PRIMARY KEY (hold_id, subject_table, subject_key);

--
-- Name: hold_on_class hold_on_class_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.hold_on_class
    ADD CONSTRAINT hold_on_class_pkey PRIMARY KEY (hold_id, class_name, since, until);

--
-- Name: hold hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.hold
    ADD CONSTRAINT hold_pkey PRIMARY KEY (hold_id);

--
-- Name: holiday holiday_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.holiday
    ADD CONSTRAINT holiday_pkey PRIMARY KEY (region, day);

--
-- Name: homes_hold homes_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.homes_hold
    ADD CONSTRAINT homes_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: household_members_hold household_members_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.household_members_hold
    ADD CONSTRAINT household_members_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: households_hold households_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.households_hold
    ADD CONSTRAINT households_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: inactivity_notices_hold inactivity_notices_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.inactivity_notices_hold
    ADD CONSTRAINT inactivity_notices_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: incident_subjects_hold incident_subjects_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.incident_subjects_hold
    ADD CONSTRAINT incident_subjects_hold_pkey PRIMARY KEY (hold_id, incident_id, user_id);

--
-- Name: incident_subjects_review incident_subjects_review_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.incident_subjects_review
    ADD CONSTRAINT incident_subjects_review_pkey PRIMARY KEY (incident_id, user_id);

--
-- Name: incomes_hold incomes_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.incomes_hold
    ADD CONSTRAINT incomes_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: installation installation_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.installation
    ADD CONSTRAINT installation_pkey PRIMARY KEY (only_row);

--
-- Name: installed installed_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.installed
    ADD CONSTRAINT installed_pkey PRIMARY KEY (what, object);

--
-- Name: investment_accounts_hold investment_accounts_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.investment_accounts_hold
    ADD CONSTRAINT investment_accounts_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: medical_records_hold medical_records_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.medical_records_hold
    ADD CONSTRAINT medical_records_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: migration migration_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (name);

--
-- Name: outbox outbox_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (notice_id);

--
-- Name: pause pause_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.pause
    ADD CONSTRAINT pause_pkey PRIMARY KEY (pause_id);

--
-- Name: plaid_accounts_hold plaid_accounts_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.plaid_accounts_hold
    ADD CONSTRAINT plaid_accounts_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: plaid_connections_hold plaid_connections_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.plaid_connections_hold
    ADD CONSTRAINT plaid_connections_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: preserved preserved_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.preserved
    ADD CONSTRAINT preserved_pkey PRIMARY KEY (image_id);

--
-- Name: preview_log preview_log_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.preview_log
    ADD CONSTRAINT preview_log_pkey PRIMARY KEY (preview_id);

--
-- Name: pseudonym_key pseudonym_key_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.pseudonym_key
    ADD CONSTRAINT pseudonym_key_pkey PRIMARY KEY (run_id);

--
-- Name: recipes_hold recipes_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.recipes_hold
    ADD CONSTRAINT recipes_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: recipient recipient_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.recipient
    ADD CONSTRAINT recipient_pkey PRIMARY KEY (recipient);

--
-- Name: request_clock request_clock_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.request_clock
    ADD CONSTRAINT request_clock_pkey PRIMARY KEY (subject_table, right_name, regime, stage);

--
-- Name: request_notice request_notice_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.request_notice
    ADD CONSTRAINT request_notice_pkey PRIMARY KEY (request_id, notice);

--
-- Name: request request_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.request
    ADD CONSTRAINT request_pkey PRIMARY KEY (request_id);

--
-- Name: request_remainder request_remainder_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.request_remainder
    ADD CONSTRAINT request_remainder_pkey PRIMARY KEY (request_id, class_name, reason);

--
-- Name: request_retained request_retained_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.request_retained
    ADD CONSTRAINT request_retained_pkey PRIMARY KEY (request_id, class_name);

--
-- Name: request_rule request_rule_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.request_rule
    ADD CONSTRAINT request_rule_pkey PRIMARY KEY (subject_table, right_name);

--
-- Name: request_transition request_transition_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.request_transition
    ADD CONSTRAINT request_transition_pkey PRIMARY KEY (step, from_status, to_status);

--
-- Name: run_log run_log_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.run_log
    ADD CONSTRAINT run_log_pkey PRIMARY KEY (run_id);

--
-- Name: security_incidents_hold security_incidents_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.security_incidents_hold
    ADD CONSTRAINT security_incidents_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: security_incidents_review security_incidents_review_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.security_incidents_review
    ADD CONSTRAINT security_incidents_review_pkey PRIMARY KEY (id);

--
-- Name: subscriptions_act subscriptions_act_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.subscriptions_act
    ADD CONSTRAINT subscriptions_act_pkey PRIMARY KEY (id, stage);

--
-- Name: subscriptions_hold subscriptions_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.subscriptions_hold
    ADD CONSTRAINT subscriptions_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: support_messages_hold support_messages_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.support_messages_hold
    ADD CONSTRAINT support_messages_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: support_threads_hold support_threads_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.support_threads_hold
    ADD CONSTRAINT support_threads_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: transactions_hold transactions_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.transactions_hold
    ADD CONSTRAINT transactions_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: users_hold users_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.users_hold
    ADD CONSTRAINT users_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: vacations_hold vacations_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.vacations_hold
    ADD CONSTRAINT vacations_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: vault_documents_hold vault_documents_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.vault_documents_hold
    ADD CONSTRAINT vault_documents_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: vehicles_hold vehicles_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.vehicles_hold
    ADD CONSTRAINT vehicles_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: accounts_hold_row; Type: INDEX; Schema: retention; Owner: kaevo_retention_owner
--

CREATE INDEX accounts_hold_row ON retention.accounts_hold USING btree (id);

--
-- Name: analytics_events_hold_row; Type: INDEX; Schema: retention; Owner: kaevo_retention_owner
--

CREATE INDEX analytics_events_hold_row ON retention.analytics_events_hold USING btree (id);

--
-- Name: app_logs_hold_row; Type: INDEX; Schema: retention; Owner: kaevo_retention_owner
--

CREATE INDEX app_logs_hold_row ON retention.app_logs_hold USING btree (at, id);

--
-- Name: app_logs_pin_row; Type: INDEX; Schema: retention; Owner: kaevo_retention_owner
--

CREATE INDEX app_logs_pin_row ON retention.app_logs_pin USING btree (at, id);

--
-- Name: auth_users_hold_row; Type: INDEX; Schema: retention; Owner: kaevo_retention_owner
--

CREATE INDEX auth_users_hold_row ON retention.auth_users_hold USING btree (id);

--
-- Name: balance_snapshots_hold_row; Type: INDEX; Schema: retention; Owner: kaevo_retention_owner
--

CREATE INDEX balance_snapshots_hold_row ON retention.balance_snapshots_hold USING btree (id);

--
-- Name: billing_events_hold_row; Type: INDEX; Schema: retention; Owner: kaevo_retention_owner
--

CREATE INDEX billing_events_hold_row ON retention.billing_events_hold USING btree (id);

--
-- Name: bills_hold_row; Type: INDEX; Schema: retention; Owner: kaevo_retention_owner
--

CREATE INDEX bills_hold_row ON retention.bills_hold USING btree (id);

--
-- Name: budgets_hold_row; Type: INDEX; Schema: retention; Owner: kaevo_retention_owner
--

CREATE INDEX budgets_hold_row ON retention.budgets_hold USING btree (id);

--
-- Name: calendar_events_hold_row; Type: INDEX; Schema: retention; Owner: kaevo_retention_owner
--

CREATE INDEX calendar_events_hold_row ON retention.calendar_events_hold USING btree (id);

--
-- Name: chores_hold_row; Type: INDEX; Schema: retention; Owner: kaevo_retention_owner
--

CREATE INDEX chores_hold_row ON retention.chores_hold USING btree (id);

--
-- Name: erasure_preview_request; Type: INDEX; Schema: retention; Owner: kaevo_retention_owner
--

CREATE INDEX erasure_preview_request ON retention.erasure_preview USING btree (request_id);

--
-- Name: expenses_hold_row; Type: INDEX; Schema: retention; Owner: kaevo_retention_owner
--

CREATE INDEX expenses_hold_row ON retention.expenses_hold USING btree (id);

--
-- Name: export_request; Type: INDEX; Schema: retention; Owner: kaevo_retention_owner
--

CREATE INDEX export_request ON retention.export USING btree (request_id);

--
-- Name: homes_hold_row; Type: INDEX; Schema: retention; Owner: kaevo_retention_owner
--

CREATE INDEX homes_hold_row ON retention.homes_hold USING btree (id);

--
-- Name: household_members_hold_row; Type: INDEX; Schema: retention; Owner: kaevo_retention_owner
--

CREATE INDEX household_members_hold_row ON retention.household_members_hold USING btree (id);

--
-- Name: households_hold_row; Type: INDEX; Schema: retention; Owner: kaevo_retention_owner
--

CREATE INDEX households_hold_row ON retention.households_hold USING btree (id);

--
-- Name: inactivity_notices_hold_row; Type: INDEX; Schema: retention; Owner: kaevo_retention_owner
--

CREATE INDEX inactivity_notices_hold_row ON retention.inactivity_notices_hold USING btree (id);

--
-- Name: incident_subjects_hold_row; Type: INDEX; Schema: retention; Owner: kaevo_retention_owner
--

CREATE INDEX incident_subjects_hold_row ON retention.incident_subjects_hold USING btree (incident_id, user_id);

--
-- Name: incomes_hold_row; Type: INDEX; Schema: retention; Owner: kaevo_retention_owner
--

CREATE INDEX incomes_hold_row ON retention.incomes_hold USING btree (id);

--
-- Name: investment_accounts_hold_row; Type: INDEX; Schema: retention; Owner: kaevo_retention_owner
--

CREATE INDEX investment_accounts_hold_row ON retention.investment_accounts_hold USING btree (id);

--
-- Name: medical_records_hold_row; Type: INDEX; Schema: retention; Owner: kaevo_retention_owner
--

CREATE INDEX medical_records_hold_row ON retention.medical_records_hold USING btree (id);

--
-- Name: outbox_open; Type: INDEX; Schema: retention; Owner: kaevo_retention_owner
--

CREATE INDEX outbox_open ON retention.outbox USING btree (available_at, notice_id) WHERE (state = ANY (ARRAY['waiting'::text, 'taken'::text]));

--
-- Name: outbox_request; Type: INDEX; Schema: retention; Owner: kaevo_retention_owner
--

CREATE INDEX outbox_request ON retention.outbox USING btree (request_id) WHERE (request_id IS NOT NULL);

--
-- Name: outbox_unsealed; Type: INDEX; Schema: retention; Owner: kaevo_retention_owner
--

CREATE INDEX outbox_unsealed ON retention.outbox USING btree (notice_id) WHERE ((state = 'settled'::text) AND (NOT sealed));

--
-- Name: plaid_accounts_hold_row; Type: INDEX; Schema: retention; Owner: kaevo_retention_owner
--

CREATE INDEX plaid_accounts_hold_row ON retention.plaid_accounts_hold USING btree (id);

--
-- Name: plaid_connections_hold_row; Type: INDEX; Schema: retention; Owner: kaevo_retention_owner
--

CREATE INDEX plaid_connections_hold_row ON retention.plaid_connections_hold USING btree (id);

--
-- Name: preserved_row; Type: INDEX; Schema: retention; Owner: kaevo_retention_owner
--

CREATE INDEX preserved_row ON retention.preserved USING btree (hold_id, table_name, row_key);

--
-- Name: recipes_hold_row; Type: INDEX; Schema: retention; Owner: kaevo_retention_owner
--

CREATE INDEX recipes_hold_row ON retention.recipes_hold USING btree (id);

--
-- Name: request_person; Type: INDEX; Schema: retention; Owner: kaevo_retention_owner
--

CREATE INDEX request_person ON retention.request USING btree (subject_table, subject_key);

--
-- Name: run_blocked_run_id; Type: INDEX; Schema: retention; Owner: kaevo_retention_owner
--

CREATE INDEX run_blocked_run_id ON retention.run_blocked USING btree (run_id);

--
-- Name: run_log_class_name; Type: INDEX; Schema: retention; Owner: kaevo_retention_owner
--

CREATE INDEX run_log_class_name ON retention.run_log USING btree (class_name, run_id DESC);

--
-- Name: security_incidents_hold_row; Type: INDEX; Schema: retention; Owner: kaevo_retention_owner
--

CREATE INDEX security_incidents_hold_row ON retention.security_incidents_hold USING btree (id);

--
-- Name: subscriptions_hold_row; Type: INDEX; Schema: retention; Owner: kaevo_retention_owner
--

CREATE INDEX subscriptions_hold_row ON retention.subscriptions_hold USING btree (id);

--
-- Name: support_messages_hold_row; Type: INDEX; Schema: retention; Owner: kaevo_retention_owner
--

CREATE INDEX support_messages_hold_row ON retention.support_messages_hold USING btree (id);

--
-- Name: support_threads_hold_row; Type: INDEX; Schema: retention; Owner: kaevo_retention_owner
--

CREATE INDEX support_threads_hold_row ON retention.support_threads_hold USING btree (id);

--
-- Name: transactions_hold_row; Type: INDEX; Schema: retention; Owner: kaevo_retention_owner
--

CREATE INDEX transactions_hold_row ON retention.transactions_hold USING btree (id);

--
-- Name: users_hold_row; Type: INDEX; Schema: retention; Owner: kaevo_retention_owner
--

CREATE INDEX users_hold_row ON retention.users_hold USING btree (id);

--
-- Name: vacations_hold_row; Type: INDEX; Schema: retention; Owner: kaevo_retention_owner
--

CREATE INDEX vacations_hold_row ON retention.vacations_hold USING btree (id);

--
-- Name: vault_documents_hold_row; Type: INDEX; Schema: retention; Owner: kaevo_retention_owner
--

CREATE INDEX vault_documents_hold_row ON retention.vault_documents_hold USING btree (id);

--
-- Name: vehicles_hold_row; Type: INDEX; Schema: retention; Owner: kaevo_retention_owner
--

CREATE INDEX vehicles_hold_row ON retention.vehicles_hold USING btree (id);

--
-- Name: users ~retention_guard; Type: TRIGGER; Schema: auth; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON auth.users FOR EACH ROW WHEN (((CURRENT_USER <> 'kaevo_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_auth_users();

ALTER TABLE auth.users ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: users ~retention_truncate; Type: TRIGGER; Schema: auth; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON auth.users FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('auth.users');

ALTER TABLE auth.users ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: users ~retention_cascade_1; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_cascade_1" AFTER DELETE ON public.users FOR EACH ROW EXECUTE FUNCTION retention.cascade_app_logs_1();

ALTER TABLE public.users ENABLE ALWAYS TRIGGER "~retention_cascade_1";

--
-- Name: users ~retention_cascade_2; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_cascade_2" AFTER DELETE ON public.users FOR EACH ROW WHEN (((CURRENT_USER <> 'kaevo_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.cascade_auth_users_2();

ALTER TABLE public.users ENABLE ALWAYS TRIGGER "~retention_cascade_2";

--
-- Name: accounts ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.accounts FOR EACH ROW WHEN (((CURRENT_USER <> 'kaevo_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_accounts();

ALTER TABLE public.accounts ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: analytics_events ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.analytics_events FOR EACH ROW WHEN (((CURRENT_USER <> 'kaevo_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_analytics_events();

ALTER TABLE public.analytics_events ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: app_logs ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.app_logs FOR EACH ROW WHEN (((CURRENT_USER <> 'kaevo_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_app_logs();

ALTER TABLE public.app_logs ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: balance_snapshots ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.balance_snapshots FOR EACH ROW WHEN (((CURRENT_USER <> 'kaevo_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_balance_snapshots();

ALTER TABLE public.balance_snapshots ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: billing_events ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.billing_events FOR EACH ROW WHEN (((CURRENT_USER <> 'kaevo_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_billing_events();

ALTER TABLE public.billing_events ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: bills ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.bills FOR EACH ROW WHEN (((CURRENT_USER <> 'kaevo_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_bills();

ALTER TABLE public.bills ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: budgets ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.budgets FOR EACH ROW WHEN (((CURRENT_USER <> 'kaevo_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_budgets();

ALTER TABLE public.budgets ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: calendar_events ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.calendar_events FOR EACH ROW WHEN (((CURRENT_USER <> 'kaevo_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_calendar_events();

ALTER TABLE public.calendar_events ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: chores ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.chores FOR EACH ROW WHEN (((CURRENT_USER <> 'kaevo_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_chores();

ALTER TABLE public.chores ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: expenses ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.expenses FOR EACH ROW WHEN (((CURRENT_USER <> 'kaevo_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_expenses();

ALTER TABLE public.expenses ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: homes ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.homes FOR EACH ROW WHEN (((CURRENT_USER <> 'kaevo_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_homes();

ALTER TABLE public.homes ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: household_members ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.household_members FOR EACH ROW WHEN (((CURRENT_USER <> 'kaevo_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_household_members();

ALTER TABLE public.household_members ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: households ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.households FOR EACH ROW WHEN (((CURRENT_USER <> 'kaevo_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_households();

ALTER TABLE public.households ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: inactivity_notices ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.inactivity_notices FOR EACH ROW WHEN (((CURRENT_USER <> 'kaevo_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_inactivity_notices();

ALTER TABLE public.inactivity_notices ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: incident_subjects ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.incident_subjects FOR EACH ROW WHEN (((CURRENT_USER <> 'kaevo_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_incident_subjects();

ALTER TABLE public.incident_subjects ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: incomes ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.incomes FOR EACH ROW WHEN (((CURRENT_USER <> 'kaevo_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_incomes();

ALTER TABLE public.incomes ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: investment_accounts ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.investment_accounts FOR EACH ROW WHEN (((CURRENT_USER <> 'kaevo_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_investment_accounts();

ALTER TABLE public.investment_accounts ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: medical_records ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.medical_records FOR EACH ROW WHEN (((CURRENT_USER <> 'kaevo_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_medical_records();

ALTER TABLE public.medical_records ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: plaid_accounts ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.plaid_accounts FOR EACH ROW WHEN (((CURRENT_USER <> 'kaevo_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_plaid_accounts();

ALTER TABLE public.plaid_accounts ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: plaid_connections ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.plaid_connections FOR EACH ROW WHEN (((CURRENT_USER <> 'kaevo_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_plaid_connections();

ALTER TABLE public.plaid_connections ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: recipes ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.recipes FOR EACH ROW WHEN (((CURRENT_USER <> 'kaevo_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_recipes();

ALTER TABLE public.recipes ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: security_incidents ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.security_incidents FOR EACH ROW WHEN (((CURRENT_USER <> 'kaevo_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_security_incidents();

ALTER TABLE public.security_incidents ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: subscriptions ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.subscriptions FOR EACH ROW WHEN (((CURRENT_USER <> 'kaevo_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_subscriptions();

ALTER TABLE public.subscriptions ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: support_messages ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.support_messages FOR EACH ROW WHEN (((CURRENT_USER <> 'kaevo_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_support_messages();

ALTER TABLE public.support_messages ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: support_threads ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.support_threads FOR EACH ROW WHEN (((CURRENT_USER <> 'kaevo_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_support_threads();

ALTER TABLE public.support_threads ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: transactions ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.transactions FOR EACH ROW WHEN (((CURRENT_USER <> 'kaevo_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_transactions();

ALTER TABLE public.transactions ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: users ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.users FOR EACH ROW WHEN (((CURRENT_USER <> 'kaevo_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_users();

ALTER TABLE public.users ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: vacations ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.vacations FOR EACH ROW WHEN (((CURRENT_USER <> 'kaevo_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_vacations();

ALTER TABLE public.vacations ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: vault_documents ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.vault_documents FOR EACH ROW WHEN (((CURRENT_USER <> 'kaevo_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_vault_documents();

ALTER TABLE public.vault_documents ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: vehicles ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.vehicles FOR EACH ROW WHEN (((CURRENT_USER <> 'kaevo_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_vehicles();

ALTER TABLE public.vehicles ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: plaid_connections ~retention_tell; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_tell" AFTER DELETE ON public.plaid_connections FOR EACH ROW WHEN (((CURRENT_USER <> 'kaevo_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.tell_plaid_connections();

ALTER TABLE public.plaid_connections ENABLE ALWAYS TRIGGER "~retention_tell";

--
-- Name: vault_documents ~retention_tell; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_tell" AFTER DELETE ON public.vault_documents FOR EACH ROW WHEN (((CURRENT_USER <> 'kaevo_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.tell_vault_documents();

ALTER TABLE public.vault_documents ENABLE ALWAYS TRIGGER "~retention_tell";

--
-- Name: accounts ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.accounts FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.accounts');

ALTER TABLE public.accounts ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: analytics_events ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.analytics_events FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.analytics_events');

ALTER TABLE public.analytics_events ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: app_logs ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.app_logs FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.app_logs');

ALTER TABLE public.app_logs ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: app_logs_2026_05 ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.app_logs_2026_05 FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.app_logs');

ALTER TABLE public.app_logs_2026_05 ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: app_logs_2026_06 ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.app_logs_2026_06 FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.app_logs');

ALTER TABLE public.app_logs_2026_06 ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: app_logs_2026_07 ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.app_logs_2026_07 FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.app_logs');

ALTER TABLE public.app_logs_2026_07 ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: app_logs_default ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.app_logs_default FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.app_logs');

ALTER TABLE public.app_logs_default ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: balance_snapshots ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.balance_snapshots FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.balance_snapshots');

ALTER TABLE public.balance_snapshots ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: billing_events ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.billing_events FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.billing_events');

ALTER TABLE public.billing_events ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: bills ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.bills FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.bills');

ALTER TABLE public.bills ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: budgets ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.budgets FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.budgets');

ALTER TABLE public.budgets ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: calendar_events ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.calendar_events FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.calendar_events');

ALTER TABLE public.calendar_events ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: chores ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.chores FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.chores');

ALTER TABLE public.chores ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: expenses ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.expenses FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.expenses');

ALTER TABLE public.expenses ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: homes ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.homes FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.homes');

ALTER TABLE public.homes ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: household_members ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.household_members FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.household_members');

ALTER TABLE public.household_members ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: households ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.households FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.households');

ALTER TABLE public.households ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: inactivity_notices ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.inactivity_notices FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.inactivity_notices');

ALTER TABLE public.inactivity_notices ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: incident_subjects ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.incident_subjects FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.incident_subjects');

ALTER TABLE public.incident_subjects ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: incomes ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.incomes FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.incomes');

ALTER TABLE public.incomes ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: investment_accounts ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.investment_accounts FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.investment_accounts');

ALTER TABLE public.investment_accounts ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: medical_records ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.medical_records FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.medical_records');

ALTER TABLE public.medical_records ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: plaid_accounts ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.plaid_accounts FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.plaid_accounts');

ALTER TABLE public.plaid_accounts ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: plaid_connections ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.plaid_connections FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.plaid_connections');

ALTER TABLE public.plaid_connections ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: recipes ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.recipes FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.recipes');

ALTER TABLE public.recipes ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: security_incidents ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.security_incidents FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.security_incidents');

ALTER TABLE public.security_incidents ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: subscriptions ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.subscriptions FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.subscriptions');

ALTER TABLE public.subscriptions ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: support_messages ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.support_messages FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.support_messages');

ALTER TABLE public.support_messages ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: support_threads ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.support_threads FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.support_threads');

ALTER TABLE public.support_threads ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: transactions ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.transactions FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.transactions');

ALTER TABLE public.transactions ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: users ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.users FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.users');

ALTER TABLE public.users ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: vacations ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.vacations FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.vacations');

ALTER TABLE public.vacations ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: vault_documents ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.vault_documents FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.vault_documents');

ALTER TABLE public.vault_documents ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: vehicles ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.vehicles FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.vehicles');

ALTER TABLE public.vehicles ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: evidence append_only; Type: TRIGGER; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TRIGGER append_only BEFORE UPDATE OR TRUNCATE ON retention.evidence FOR EACH STATEMENT EXECUTE FUNCTION retention.evidence_append_only();

ALTER TABLE retention.evidence ENABLE ALWAYS TRIGGER append_only;

--
-- Name: evidence_checkpoint append_only; Type: TRIGGER; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON retention.evidence_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION retention.evidence_append_only();

ALTER TABLE retention.evidence_checkpoint ENABLE ALWAYS TRIGGER append_only;

--
-- Name: evidence append_only_delete; Type: TRIGGER; Schema: retention; Owner: kaevo_retention_owner
--

CREATE TRIGGER append_only_delete BEFORE DELETE ON retention.evidence FOR EACH ROW EXECUTE FUNCTION retention.evidence_append_only();

ALTER TABLE retention.evidence ENABLE ALWAYS TRIGGER append_only_delete;

--
-- Name: accounts_hold accounts_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.accounts_hold
    ADD CONSTRAINT accounts_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: analytics_events_hold analytics_events_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.analytics_events_hold
    ADD CONSTRAINT analytics_events_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: app_logs_hold app_logs_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.app_logs_hold
    ADD CONSTRAINT app_logs_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: app_logs_pin app_logs_pin_at_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.app_logs_pin
    ADD CONSTRAINT app_logs_pin_at_id_fkey FOREIGN KEY (at, id) REFERENCES public.app_logs(at, id) ON UPDATE RESTRICT ON DELETE RESTRICT;

--
-- Name: app_logs_pin app_logs_pin_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.app_logs_pin
    ADD CONSTRAINT app_logs_pin_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: auth_users_hold auth_users_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.auth_users_hold
    ADD CONSTRAINT auth_users_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: balance_snapshots_hold balance_snapshots_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.balance_snapshots_hold
    ADD CONSTRAINT balance_snapshots_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: billing_events_hold billing_events_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.billing_events_hold
    ADD CONSTRAINT billing_events_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: bills_hold bills_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.bills_hold
    ADD CONSTRAINT bills_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: budgets_hold budgets_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.budgets_hold
    ADD CONSTRAINT budgets_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: calendar_events_hold calendar_events_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.calendar_events_hold
    ADD CONSTRAINT calendar_events_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: chores_hold chores_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.chores_hold
    ADD CONSTRAINT chores_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: erasure_blocked erasure_blocked_request_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.erasure_blocked
    ADD CONSTRAINT erasure_blocked_request_id_fkey FOREIGN KEY (request_id) REFERENCES retention.erasure(request_id);

--
-- Name: erasure_count erasure_count_request_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.erasure_count
    ADD CONSTRAINT erasure_count_request_id_fkey FOREIGN KEY (request_id) REFERENCES retention.erasure(request_id);

--
-- Name: erasure_effect erasure_effect_class_name_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.erasure_effect
    ADD CONSTRAINT erasure_effect_class_name_fkey FOREIGN KEY (class_name) REFERENCES retention.class(class_name);

--
-- Name: erasure_preview erasure_preview_request_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.erasure_preview
    ADD CONSTRAINT erasure_preview_request_id_fkey FOREIGN KEY (request_id) REFERENCES retention.request(request_id);

--
-- Name: erasure erasure_request_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.erasure
    ADD CONSTRAINT erasure_request_id_fkey FOREIGN KEY (request_id) REFERENCES retention.request(request_id);

--
-- Name: erasure_row erasure_row_request_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.erasure_row
    ADD CONSTRAINT erasure_row_request_id_fkey FOREIGN KEY (request_id) REFERENCES retention.erasure(request_id);

--
-- Name: evidence_note evidence_note_evidence_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.evidence_note
    ADD CONSTRAINT evidence_note_evidence_id_fkey FOREIGN KEY (evidence_id) REFERENCES retention.evidence(evidence_id) ON DELETE CASCADE;

--
-- Name: expenses_hold expenses_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.expenses_hold
    ADD CONSTRAINT expenses_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: export export_request_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.export
    ADD CONSTRAINT export_request_id_fkey FOREIGN KEY (request_id) REFERENCES retention.request(request_id);

--
-- Name: hold_notice hold_notice_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.hold_notice
    ADD CONSTRAINT hold_notice_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: hold_on_class hold_on_class_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.hold_on_class
    ADD CONSTRAINT hold_on_class_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: homes_hold homes_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.homes_hold
    ADD CONSTRAINT homes_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: household_members_hold household_members_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.household_members_hold
    ADD CONSTRAINT household_members_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: households_hold households_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.households_hold
    ADD CONSTRAINT households_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: inactivity_notices_hold inactivity_notices_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.inactivity_notices_hold
    ADD CONSTRAINT inactivity_notices_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: incident_subjects_hold incident_subjects_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.incident_subjects_hold
    ADD CONSTRAINT incident_subjects_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: incomes_hold incomes_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.incomes_hold
    ADD CONSTRAINT incomes_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: investment_accounts_hold investment_accounts_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.investment_accounts_hold
    ADD CONSTRAINT investment_accounts_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: medical_records_hold medical_records_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.medical_records_hold
    ADD CONSTRAINT medical_records_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: outbox outbox_recipient_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.outbox
    ADD CONSTRAINT outbox_recipient_fkey FOREIGN KEY (recipient) REFERENCES retention.recipient(recipient);

--
-- Name: pause pause_class_name_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.pause
    ADD CONSTRAINT pause_class_name_fkey FOREIGN KEY (class_name) REFERENCES retention.class(class_name);

--
-- Name: plaid_accounts_hold plaid_accounts_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.plaid_accounts_hold
    ADD CONSTRAINT plaid_accounts_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: plaid_connections_hold plaid_connections_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.plaid_connections_hold
    ADD CONSTRAINT plaid_connections_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: preserved preserved_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.preserved
    ADD CONSTRAINT preserved_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: preview_log preview_log_class_name_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.preview_log
    ADD CONSTRAINT preview_log_class_name_fkey FOREIGN KEY (class_name) REFERENCES retention.class(class_name);

--
-- Name: recipes_hold recipes_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.recipes_hold
    ADD CONSTRAINT recipes_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: request_clock request_clock_subject_table_right_name_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.request_clock
    ADD CONSTRAINT request_clock_subject_table_right_name_fkey FOREIGN KEY (subject_table, right_name) REFERENCES retention.request_rule(subject_table, right_name);

--
-- Name: request_notice request_notice_request_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.request_notice
    ADD CONSTRAINT request_notice_request_id_fkey FOREIGN KEY (request_id) REFERENCES retention.request(request_id);

--
-- Name: request_remainder request_remainder_request_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.request_remainder
    ADD CONSTRAINT request_remainder_request_id_fkey FOREIGN KEY (request_id) REFERENCES retention.request(request_id);

--
-- Name: request_retained request_retained_request_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.request_retained
    ADD CONSTRAINT request_retained_request_id_fkey FOREIGN KEY (request_id) REFERENCES retention.request(request_id);

--
-- Name: request request_subject_table_right_name_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.request
    ADD CONSTRAINT request_subject_table_right_name_fkey FOREIGN KEY (subject_table, right_name) REFERENCES retention.request_rule(subject_table, right_name);

--
-- Name: run_blocked run_blocked_run_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.run_blocked
    ADD CONSTRAINT run_blocked_run_id_fkey FOREIGN KEY (run_id) REFERENCES retention.run_log(run_id);

--
-- Name: run_log run_log_class_name_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.run_log
    ADD CONSTRAINT run_log_class_name_fkey FOREIGN KEY (class_name) REFERENCES retention.class(class_name);

--
-- Name: security_incidents_hold security_incidents_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.security_incidents_hold
    ADD CONSTRAINT security_incidents_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: subscriptions_hold subscriptions_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.subscriptions_hold
    ADD CONSTRAINT subscriptions_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: support_messages_hold support_messages_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.support_messages_hold
    ADD CONSTRAINT support_messages_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: support_threads_hold support_threads_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.support_threads_hold
    ADD CONSTRAINT support_threads_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: transactions_hold transactions_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.transactions_hold
    ADD CONSTRAINT transactions_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: users_hold users_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.users_hold
    ADD CONSTRAINT users_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: vacations_hold vacations_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.vacations_hold
    ADD CONSTRAINT vacations_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: vault_documents_hold vault_documents_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.vault_documents_hold
    ADD CONSTRAINT vault_documents_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: vehicles_hold vehicles_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: kaevo_retention_owner
--

ALTER TABLE ONLY retention.vehicles_hold
    ADD CONSTRAINT vehicles_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: accounts ~retention; Type: POLICY; Schema: public; Owner: app_owner
--

CREATE POLICY "~retention" ON public.accounts TO kaevo_retention_owner, kaevo_retention_disposer USING (true) WITH CHECK (true);

--
-- Name: analytics_events ~retention; Type: POLICY; Schema: public; Owner: app_owner
--

CREATE POLICY "~retention" ON public.analytics_events TO kaevo_retention_owner, kaevo_retention_disposer USING (true) WITH CHECK (true);

--
-- Name: analytics_monthly ~retention; Type: POLICY; Schema: public; Owner: app_owner
--

CREATE POLICY "~retention" ON public.analytics_monthly TO kaevo_retention_owner, kaevo_retention_disposer USING (true) WITH CHECK (true);

--
-- Name: app_logs ~retention; Type: POLICY; Schema: public; Owner: app_owner
--

CREATE POLICY "~retention" ON public.app_logs TO kaevo_retention_owner, kaevo_retention_disposer USING (true) WITH CHECK (true);

--
-- Name: balance_snapshots ~retention; Type: POLICY; Schema: public; Owner: app_owner
--

CREATE POLICY "~retention" ON public.balance_snapshots TO kaevo_retention_owner, kaevo_retention_disposer USING (true) WITH CHECK (true);

--
-- Name: billing_events ~retention; Type: POLICY; Schema: public; Owner: app_owner
--

CREATE POLICY "~retention" ON public.billing_events TO kaevo_retention_owner, kaevo_retention_disposer USING (true) WITH CHECK (true);

--
-- Name: bills ~retention; Type: POLICY; Schema: public; Owner: app_owner
--

CREATE POLICY "~retention" ON public.bills TO kaevo_retention_owner, kaevo_retention_disposer USING (true) WITH CHECK (true);

--
-- Name: budgets ~retention; Type: POLICY; Schema: public; Owner: app_owner
--

CREATE POLICY "~retention" ON public.budgets TO kaevo_retention_owner, kaevo_retention_disposer USING (true) WITH CHECK (true);

--
-- Name: calendar_events ~retention; Type: POLICY; Schema: public; Owner: app_owner
--

CREATE POLICY "~retention" ON public.calendar_events TO kaevo_retention_owner, kaevo_retention_disposer USING (true) WITH CHECK (true);

--
-- Name: chores ~retention; Type: POLICY; Schema: public; Owner: app_owner
--

CREATE POLICY "~retention" ON public.chores TO kaevo_retention_owner, kaevo_retention_disposer USING (true) WITH CHECK (true);

--
-- Name: expenses ~retention; Type: POLICY; Schema: public; Owner: app_owner
--

CREATE POLICY "~retention" ON public.expenses TO kaevo_retention_owner, kaevo_retention_disposer USING (true) WITH CHECK (true);

--
-- Name: homes ~retention; Type: POLICY; Schema: public; Owner: app_owner
--

CREATE POLICY "~retention" ON public.homes TO kaevo_retention_owner, kaevo_retention_disposer USING (true) WITH CHECK (true);

--
-- Name: household_members ~retention; Type: POLICY; Schema: public; Owner: app_owner
--

CREATE POLICY "~retention" ON public.household_members TO kaevo_retention_owner, kaevo_retention_disposer USING (true) WITH CHECK (true);

--
-- Name: households ~retention; Type: POLICY; Schema: public; Owner: app_owner
--

CREATE POLICY "~retention" ON public.households TO kaevo_retention_owner, kaevo_retention_disposer USING (true) WITH CHECK (true);

--
-- Name: inactivity_notices ~retention; Type: POLICY; Schema: public; Owner: app_owner
--

CREATE POLICY "~retention" ON public.inactivity_notices TO kaevo_retention_owner, kaevo_retention_disposer USING (true) WITH CHECK (true);

--
-- Name: incident_subjects ~retention; Type: POLICY; Schema: public; Owner: app_owner
--

CREATE POLICY "~retention" ON public.incident_subjects TO kaevo_retention_owner, kaevo_retention_disposer USING (true) WITH CHECK (true);

--
-- Name: incomes ~retention; Type: POLICY; Schema: public; Owner: app_owner
--

CREATE POLICY "~retention" ON public.incomes TO kaevo_retention_owner, kaevo_retention_disposer USING (true) WITH CHECK (true);

--
-- Name: investment_accounts ~retention; Type: POLICY; Schema: public; Owner: app_owner
--

CREATE POLICY "~retention" ON public.investment_accounts TO kaevo_retention_owner, kaevo_retention_disposer USING (true) WITH CHECK (true);

--
-- Name: medical_records ~retention; Type: POLICY; Schema: public; Owner: app_owner
--

CREATE POLICY "~retention" ON public.medical_records TO kaevo_retention_owner, kaevo_retention_disposer USING (true) WITH CHECK (true);

--
-- Name: plaid_accounts ~retention; Type: POLICY; Schema: public; Owner: app_owner
--

CREATE POLICY "~retention" ON public.plaid_accounts TO kaevo_retention_owner, kaevo_retention_disposer USING (true) WITH CHECK (true);

--
-- Name: plaid_connections ~retention; Type: POLICY; Schema: public; Owner: app_owner
--

CREATE POLICY "~retention" ON public.plaid_connections TO kaevo_retention_owner, kaevo_retention_disposer USING (true) WITH CHECK (true);

--
-- Name: recipes ~retention; Type: POLICY; Schema: public; Owner: app_owner
--

CREATE POLICY "~retention" ON public.recipes TO kaevo_retention_owner, kaevo_retention_disposer USING (true) WITH CHECK (true);

--
-- Name: security_incidents ~retention; Type: POLICY; Schema: public; Owner: app_owner
--

CREATE POLICY "~retention" ON public.security_incidents TO kaevo_retention_owner, kaevo_retention_disposer USING (true) WITH CHECK (true);

--
-- Name: subscriptions ~retention; Type: POLICY; Schema: public; Owner: app_owner
--

CREATE POLICY "~retention" ON public.subscriptions TO kaevo_retention_owner, kaevo_retention_disposer USING (true) WITH CHECK (true);

--
-- Name: support_messages ~retention; Type: POLICY; Schema: public; Owner: app_owner
--

CREATE POLICY "~retention" ON public.support_messages TO kaevo_retention_owner, kaevo_retention_disposer USING (true) WITH CHECK (true);

--
-- Name: support_threads ~retention; Type: POLICY; Schema: public; Owner: app_owner
--

CREATE POLICY "~retention" ON public.support_threads TO kaevo_retention_owner, kaevo_retention_disposer USING (true) WITH CHECK (true);

--
-- Name: transactions ~retention; Type: POLICY; Schema: public; Owner: app_owner
--

CREATE POLICY "~retention" ON public.transactions TO kaevo_retention_owner, kaevo_retention_disposer USING (true) WITH CHECK (true);

--
-- Name: users ~retention; Type: POLICY; Schema: public; Owner: app_owner
--

CREATE POLICY "~retention" ON public.users TO kaevo_retention_owner, kaevo_retention_disposer USING (true) WITH CHECK (true);

--
-- Name: vacations ~retention; Type: POLICY; Schema: public; Owner: app_owner
--

CREATE POLICY "~retention" ON public.vacations TO kaevo_retention_owner, kaevo_retention_disposer USING (true) WITH CHECK (true);

--
-- Name: vault_documents ~retention; Type: POLICY; Schema: public; Owner: app_owner
--

CREATE POLICY "~retention" ON public.vault_documents TO kaevo_retention_owner, kaevo_retention_disposer USING (true) WITH CHECK (true);

--
-- Name: vehicles ~retention; Type: POLICY; Schema: public; Owner: app_owner
--

CREATE POLICY "~retention" ON public.vehicles TO kaevo_retention_owner, kaevo_retention_disposer USING (true) WITH CHECK (true);

--
-- Name: SCHEMA auth; Type: ACL; Schema: -; Owner: app_owner
--

GRANT USAGE ON SCHEMA auth TO kaevo_retention_owner;
GRANT USAGE ON SCHEMA auth TO kaevo_retention_disposer;

--
-- Name: SCHEMA retention; Type: ACL; Schema: -; Owner: kaevo_retention_owner
--

GRANT USAGE ON SCHEMA retention TO kaevo_retention_disposer;
GRANT USAGE ON SCHEMA retention TO app_owner;
GRANT USAGE ON SCHEMA retention TO kaevo_retention_worker;
GRANT USAGE ON SCHEMA retention TO kaevo_retention_operator;
GRANT USAGE ON SCHEMA retention TO kaevo_retention_officer;
GRANT USAGE ON SCHEMA retention TO kaevo_retention_auditor;
GRANT USAGE ON SCHEMA retention TO kaevo_retention_scheduler;

--
-- Name: FUNCTION _active_matters(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._active_matters() FROM PUBLIC;

--
-- Name: FUNCTION _add_scope(of_hold bigint, on_table text, row_key jsonb, on_class text, since timestamp with time zone, until timestamp with time zone, on_tenant text); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._add_scope(of_hold bigint, on_table text, row_key jsonb, on_class text, since timestamp with time zone, until timestamp with time zone, on_tenant text) FROM PUBLIC;

--
-- Name: TABLE run_log; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.run_log TO kaevo_retention_operator;
GRANT SELECT ON TABLE retention.run_log TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.run_log TO kaevo_retention_auditor;

--
-- Name: FUNCTION _alive(run retention.run_log); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._alive(run retention.run_log) FROM PUBLIC;

--
-- Name: FUNCTION _append_evidence(act text, body jsonb, note text); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._append_evidence(act text, body jsonb, note text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention._append_evidence(act text, body jsonb, note text) TO kaevo_retention_disposer;

--
-- Name: TABLE request; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.request TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.request TO kaevo_retention_auditor;

--
-- Name: FUNCTION _begin_step(of_request bigint, of_step text); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._begin_step(of_request bigint, of_step text) FROM PUBLIC;

--
-- Name: TABLE class; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.class TO kaevo_retention_operator;
GRANT SELECT ON TABLE retention.class TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.class TO kaevo_retention_auditor;

--
-- Name: FUNCTION _class(of_class text); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._class(of_class text) FROM PUBLIC;

--
-- Name: FUNCTION _close_erasure(of_request bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._close_erasure(of_request bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION retention._close_erasure(of_request bigint) TO kaevo_retention_officer;

--
-- Name: FUNCTION _count(class_name text, as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._count(class_name text, as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION _csv(value jsonb, is_text boolean); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._csv(value jsonb, is_text boolean) FROM PUBLIC;

--
-- Name: FUNCTION _drift(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._drift() FROM PUBLIC;
GRANT ALL ON FUNCTION retention._drift() TO kaevo_retention_operator;
GRANT ALL ON FUNCTION retention._drift() TO kaevo_retention_officer;
GRANT ALL ON FUNCTION retention._drift() TO kaevo_retention_auditor;

--
-- Name: FUNCTION _end_step(of_request retention.request, of_step text, becomes text); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._end_step(of_request retention.request, of_step text, becomes text) FROM PUBLIC;

--
-- Name: FUNCTION _erasure_counts(of_request retention.request); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._erasure_counts(of_request retention.request) FROM PUBLIC;

--
-- Name: FUNCTION _erasure_request(of_request bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._erasure_request(of_request bigint) FROM PUBLIC;

--
-- Name: FUNCTION _evidence_hash(previous_hash bytea, evidence_id bigint, recorded_at timestamp with time zone, recorded_by text, act text, body jsonb); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._evidence_hash(previous_hash bytea, evidence_id bigint, recorded_at timestamp with time zone, recorded_by text, act text, body jsonb) FROM PUBLIC;

--
-- Name: FUNCTION _extend_hold(of_hold bigint, on_table text, row_key jsonb, on_class text, since timestamp with time zone, until timestamp with time zone, on_tenant text); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._extend_hold(of_hold bigint, on_table text, row_key jsonb, on_class text, since timestamp with time zone, until timestamp with time zone, on_tenant text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention._extend_hold(of_hold bigint, on_table text, row_key jsonb, on_class text, since timestamp with time zone, until timestamp with time zone, on_tenant text) TO kaevo_retention_officer;

--
-- Name: FUNCTION _facts(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._facts() FROM PUBLIC;

--
-- Name: FUNCTION _foresee(of_request retention.request); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._foresee(of_request retention.request) FROM PUBLIC;

--
-- Name: FUNCTION _hmac(message bytea, secret bytea); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._hmac(message bytea, secret bytea) FROM PUBLIC;

--
-- Name: FUNCTION _hold_inventory(of_hold bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_disposer
--

REVOKE ALL ON FUNCTION retention._hold_inventory(of_hold bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION retention._hold_inventory(of_hold bigint) TO kaevo_retention_officer;

--
-- Name: FUNCTION _indeterminate(of_class text); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._indeterminate(of_class text) FROM PUBLIC;

--
-- Name: FUNCTION _installed_digest(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._installed_digest() FROM PUBLIC;

--
-- Name: FUNCTION _list_rows(of_request retention.request, as_of timestamp with time zone); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._list_rows(of_request retention.request, as_of timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION _lock_person(of_request retention.request); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._lock_person(of_request retention.request) FROM PUBLIC;

--
-- Name: FUNCTION _next_run(class retention.class); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._next_run(class retention.class) FROM PUBLIC;

--
-- Name: FUNCTION _not_yours(of_notice bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._not_yours(of_notice bigint) FROM PUBLIC;

--
-- Name: FUNCTION _note_retained(of_request retention.request); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._note_retained(of_request retention.request) FROM PUBLIC;

--
-- Name: FUNCTION _open_erasure(of_request bigint, last boolean); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._open_erasure(of_request bigint, last boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION retention._open_erasure(of_request bigint, last boolean) TO kaevo_retention_officer;

--
-- Name: FUNCTION _open_hold(matter text, kind text, authority text, reason text, document text, notify text, on_table text, row_key jsonb, on_class text, since timestamp with time zone, until timestamp with time zone, on_tenant text); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._open_hold(matter text, kind text, authority text, reason text, document text, notify text, on_table text, row_key jsonb, on_class text, since timestamp with time zone, until timestamp with time zone, on_tenant text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention._open_hold(matter text, kind text, authority text, reason text, document text, notify text, on_table text, row_key jsonb, on_class text, since timestamp with time zone, until timestamp with time zone, on_tenant text) TO kaevo_retention_officer;

--
-- Name: FUNCTION _open_request(of_table text, of_key jsonb, of_right text, by_channel text, at timestamp with time zone, by_event text); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._open_request(of_table text, of_key jsonb, of_right text, by_channel text, at timestamp with time zone, by_event text) FROM PUBLIC;

--
-- Name: FUNCTION _person(subject_table text, subject_key jsonb); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._person(subject_table text, subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION _pin_partitions(of_hold bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._pin_partitions(of_hold bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION retention._pin_partitions(of_hold bigint) TO kaevo_retention_officer;

--
-- Name: FUNCTION _preserve(holds bigint[], of_table text, of_row jsonb, was jsonb, becomes jsonb); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._preserve(holds bigint[], of_table text, of_row jsonb, was jsonb, becomes jsonb) FROM PUBLIC;

--
-- Name: FUNCTION _refusal(class retention.class, scheduled boolean, actor text, phrase text, tenant text); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._refusal(class retention.class, scheduled boolean, actor text, phrase text, tenant text) FROM PUBLIC;

--
-- Name: FUNCTION _remains(subject_table text, subject_key jsonb); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._remains(subject_table text, subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION _remembered_matters(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._remembered_matters() FROM PUBLIC;

--
-- Name: FUNCTION _request_facts(of_request retention.request); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._request_facts(of_request retention.request) FROM PUBLIC;

--
-- Name: FUNCTION _run_close(of_run bigint, reason text, final_state text); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._run_close(of_run bigint, reason text, final_state text) FROM PUBLIC;

--
-- Name: FUNCTION _schedule_drift(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._schedule_drift() FROM PUBLIC;
GRANT ALL ON FUNCTION retention._schedule_drift() TO kaevo_retention_operator;
GRANT ALL ON FUNCTION retention._schedule_drift() TO kaevo_retention_officer;
GRANT ALL ON FUNCTION retention._schedule_drift() TO kaevo_retention_auditor;

--
-- Name: FUNCTION _seal_notices(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._seal_notices() FROM PUBLIC;

--
-- Name: FUNCTION _stage_due(of_request retention.request, of_stage text, paused_days integer); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._stage_due(of_request retention.request, of_stage text, paused_days integer) FROM PUBLIC;
GRANT ALL ON FUNCTION retention._stage_due(of_request retention.request, of_stage text, paused_days integer) TO kaevo_retention_officer;
GRANT ALL ON FUNCTION retention._stage_due(of_request retention.request, of_stage text, paused_days integer) TO kaevo_retention_auditor;

--
-- Name: FUNCTION _status(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._status() FROM PUBLIC;
GRANT ALL ON FUNCTION retention._status() TO kaevo_retention_operator;
GRANT ALL ON FUNCTION retention._status() TO kaevo_retention_officer;
GRANT ALL ON FUNCTION retention._status() TO kaevo_retention_auditor;

--
-- Name: FUNCTION _stopping_drift(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._stopping_drift() FROM PUBLIC;

--
-- Name: FUNCTION _tell(recipient text, table_name text, payload jsonb, person jsonb); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._tell(recipient text, table_name text, payload jsonb, person jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION retention._tell(recipient text, table_name text, payload jsonb, person jsonb) TO kaevo_retention_disposer;

--
-- Name: FUNCTION _today(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._today() FROM PUBLIC;
GRANT ALL ON FUNCTION retention._today() TO kaevo_retention_officer;
GRANT ALL ON FUNCTION retention._today() TO kaevo_retention_auditor;

--
-- Name: FUNCTION _turns(class retention.class, after timestamp with time zone, until timestamp with time zone); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._turns(class retention.class, after timestamp with time zone, until timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION _unpin_partitions(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._unpin_partitions() FROM PUBLIC;

--
-- Name: FUNCTION _vital_facts(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._vital_facts() FROM PUBLIC;

--
-- Name: FUNCTION _waits(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention._waits() FROM PUBLIC;

--
-- Name: FUNCTION acknowledge_request(request_id bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.acknowledge_request(request_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.acknowledge_request(request_id bigint) TO kaevo_retention_officer;

--
-- Name: FUNCTION arm(class_name text, note text); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.arm(class_name text, note text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.arm(class_name text, note text) TO kaevo_retention_officer;

--
-- Name: FUNCTION cancel_request(request_id bigint, reason text); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.cancel_request(request_id bigint, reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.cancel_request(request_id bigint, reason text) TO kaevo_retention_officer;

--
-- Name: FUNCTION cascade_app_logs_1(); Type: ACL; Schema: retention; Owner: kaevo_retention_disposer
--

REVOKE ALL ON FUNCTION retention.cascade_app_logs_1() FROM PUBLIC;

--
-- Name: FUNCTION cascade_auth_users_2(); Type: ACL; Schema: retention; Owner: kaevo_retention_disposer
--

REVOKE ALL ON FUNCTION retention.cascade_auth_users_2() FROM PUBLIC;

--
-- Name: FUNCTION close_notice(notice_id bigint, outcome text, note text); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.close_notice(notice_id bigint, outcome text, note text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.close_notice(notice_id bigint, outcome text, note text) TO kaevo_retention_officer;

--
-- Name: FUNCTION complete_request(request_id bigint, note text); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.complete_request(request_id bigint, note text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.complete_request(request_id bigint, note text) TO kaevo_retention_officer;

--
-- Name: FUNCTION count_accounts(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_accounts(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION count_analytics_events(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_analytics_events(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION count_app_logs(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_app_logs(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION count_auth_users(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_auth_users(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION count_balance_snapshots(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_balance_snapshots(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION count_bills(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_bills(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION count_budgets(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_budgets(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION count_calendar_events(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_calendar_events(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION count_chores(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_chores(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION count_expenses(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_expenses(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION count_homes(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_homes(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION count_household_members(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_household_members(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION count_households(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_households(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION count_inactivity_notices(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_inactivity_notices(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION count_incident_subjects(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_incident_subjects(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION count_incomes(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_incomes(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION count_investment_accounts(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_investment_accounts(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION count_medical_records(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_medical_records(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION count_plaid_connections(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_plaid_connections(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION count_recipes(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_recipes(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION count_security_incidents(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_security_incidents(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION count_subscriptions(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_subscriptions(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION count_support_threads(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_support_threads(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION count_transactions(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_transactions(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION count_vacations(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_vacations(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION count_vault_documents(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_vault_documents(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION count_vehicles(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_vehicles(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION counted(day date); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.counted(day date) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.counted(day date) TO kaevo_retention_disposer;
GRANT ALL ON FUNCTION retention.counted(day date) TO kaevo_retention_operator;
GRANT ALL ON FUNCTION retention.counted(day date) TO kaevo_retention_officer;
GRANT ALL ON FUNCTION retention.counted(day date) TO kaevo_retention_auditor;

--
-- Name: FUNCTION counted(at timestamp without time zone); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.counted(at timestamp without time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.counted(at timestamp without time zone) TO kaevo_retention_disposer;
GRANT ALL ON FUNCTION retention.counted(at timestamp without time zone) TO kaevo_retention_operator;
GRANT ALL ON FUNCTION retention.counted(at timestamp without time zone) TO kaevo_retention_officer;
GRANT ALL ON FUNCTION retention.counted(at timestamp without time zone) TO kaevo_retention_auditor;

--
-- Name: FUNCTION counted(at timestamp with time zone); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.counted(at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.counted(at timestamp with time zone) TO kaevo_retention_disposer;
GRANT ALL ON FUNCTION retention.counted(at timestamp with time zone) TO kaevo_retention_operator;
GRANT ALL ON FUNCTION retention.counted(at timestamp with time zone) TO kaevo_retention_officer;
GRANT ALL ON FUNCTION retention.counted(at timestamp with time zone) TO kaevo_retention_auditor;

--
-- Name: FUNCTION deadline(event_day date, period interval, business_days integer, rolls boolean, region text, paused_days integer); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.deadline(event_day date, period interval, business_days integer, rolls boolean, region text, paused_days integer) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.deadline(event_day date, period interval, business_days integer, rolls boolean, region text, paused_days integer) TO kaevo_retention_officer;
GRANT ALL ON FUNCTION retention.deadline(event_day date, period interval, business_days integer, rolls boolean, region text, paused_days integer) TO kaevo_retention_auditor;

--
-- Name: FUNCTION decide_notice(hold_id bigint, subject_table text, subject_key jsonb, decision text, note text); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.decide_notice(hold_id bigint, subject_table text, subject_key jsonb, decision text, note text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.decide_notice(hold_id bigint, subject_table text, subject_key jsonb, decision text, note text) TO kaevo_retention_officer;

--
-- Name: FUNCTION deny_request(request_id bigint, reason text); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.deny_request(request_id bigint, reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.deny_request(request_id bigint, reason text) TO kaevo_retention_officer;

--
-- Name: FUNCTION disarm(class_name text, note text); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.disarm(class_name text, note text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.disarm(class_name text, note text) TO kaevo_retention_officer;

--
-- Name: FUNCTION dispose_analytics_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: kaevo_retention_disposer
--

REVOKE ALL ON FUNCTION retention.dispose_analytics_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.dispose_analytics_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO kaevo_retention_owner;

--
-- Name: FUNCTION dispose_app_logs(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: kaevo_retention_disposer
--

REVOKE ALL ON FUNCTION retention.dispose_app_logs(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.dispose_app_logs(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO kaevo_retention_owner;

--
-- Name: FUNCTION dispose_bills(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: kaevo_retention_disposer
--

REVOKE ALL ON FUNCTION retention.dispose_bills(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.dispose_bills(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO kaevo_retention_owner;

--
-- Name: FUNCTION dispose_expenses(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: kaevo_retention_disposer
--

REVOKE ALL ON FUNCTION retention.dispose_expenses(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.dispose_expenses(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO kaevo_retention_owner;

--
-- Name: FUNCTION dispose_incident_subjects(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: kaevo_retention_disposer
--

REVOKE ALL ON FUNCTION retention.dispose_incident_subjects(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.dispose_incident_subjects(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO kaevo_retention_owner;

--
-- Name: FUNCTION dispose_incomes(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: kaevo_retention_disposer
--

REVOKE ALL ON FUNCTION retention.dispose_incomes(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.dispose_incomes(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO kaevo_retention_owner;

--
-- Name: FUNCTION dispose_of_images(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.dispose_of_images() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.dispose_of_images() TO kaevo_retention_operator;
GRANT ALL ON FUNCTION retention.dispose_of_images() TO kaevo_retention_scheduler;

--
-- Name: FUNCTION dispose_security_incidents(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: kaevo_retention_disposer
--

REVOKE ALL ON FUNCTION retention.dispose_security_incidents(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.dispose_security_incidents(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO kaevo_retention_owner;

--
-- Name: FUNCTION dispose_subscriptions(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: kaevo_retention_disposer
--

REVOKE ALL ON FUNCTION retention.dispose_subscriptions(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.dispose_subscriptions(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO kaevo_retention_owner;

--
-- Name: FUNCTION dispose_support_threads(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: kaevo_retention_disposer
--

REVOKE ALL ON FUNCTION retention.dispose_support_threads(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.dispose_support_threads(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO kaevo_retention_owner;

--
-- Name: FUNCTION dispose_transactions(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: kaevo_retention_disposer
--

REVOKE ALL ON FUNCTION retention.dispose_transactions(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.dispose_transactions(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO kaevo_retention_owner;

--
-- Name: FUNCTION due(start date, period interval); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.due(start date, period interval) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.due(start date, period interval) TO kaevo_retention_disposer;
GRANT ALL ON FUNCTION retention.due(start date, period interval) TO kaevo_retention_operator;
GRANT ALL ON FUNCTION retention.due(start date, period interval) TO kaevo_retention_officer;
GRANT ALL ON FUNCTION retention.due(start date, period interval) TO kaevo_retention_auditor;

--
-- Name: FUNCTION due(start timestamp with time zone, period interval); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.due(start timestamp with time zone, period interval) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.due(start timestamp with time zone, period interval) TO kaevo_retention_disposer;
GRANT ALL ON FUNCTION retention.due(start timestamp with time zone, period interval) TO kaevo_retention_operator;
GRANT ALL ON FUNCTION retention.due(start timestamp with time zone, period interval) TO kaevo_retention_officer;
GRANT ALL ON FUNCTION retention.due(start timestamp with time zone, period interval) TO kaevo_retention_auditor;

--
-- Name: FUNCTION end_of(unit text, length interval, shift interval, day date); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.end_of(unit text, length interval, shift interval, day date) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.end_of(unit text, length interval, shift interval, day date) TO kaevo_retention_disposer;
GRANT ALL ON FUNCTION retention.end_of(unit text, length interval, shift interval, day date) TO kaevo_retention_operator;
GRANT ALL ON FUNCTION retention.end_of(unit text, length interval, shift interval, day date) TO kaevo_retention_officer;
GRANT ALL ON FUNCTION retention.end_of(unit text, length interval, shift interval, day date) TO kaevo_retention_auditor;

--
-- Name: FUNCTION end_of(unit text, length interval, shift interval, at timestamp with time zone); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.end_of(unit text, length interval, shift interval, at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.end_of(unit text, length interval, shift interval, at timestamp with time zone) TO kaevo_retention_disposer;
GRANT ALL ON FUNCTION retention.end_of(unit text, length interval, shift interval, at timestamp with time zone) TO kaevo_retention_operator;
GRANT ALL ON FUNCTION retention.end_of(unit text, length interval, shift interval, at timestamp with time zone) TO kaevo_retention_officer;
GRANT ALL ON FUNCTION retention.end_of(unit text, length interval, shift interval, at timestamp with time zone) TO kaevo_retention_auditor;

--
-- Name: FUNCTION end_of_day(day date); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.end_of_day(day date) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.end_of_day(day date) TO kaevo_retention_disposer;
GRANT ALL ON FUNCTION retention.end_of_day(day date) TO kaevo_retention_operator;
GRANT ALL ON FUNCTION retention.end_of_day(day date) TO kaevo_retention_officer;
GRANT ALL ON FUNCTION retention.end_of_day(day date) TO kaevo_retention_auditor;

--
-- Name: FUNCTION erase_accounts(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: kaevo_retention_disposer
--

REVOKE ALL ON FUNCTION retention.erase_accounts(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_accounts(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO kaevo_retention_owner;

--
-- Name: FUNCTION erase_analytics_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: kaevo_retention_disposer
--

REVOKE ALL ON FUNCTION retention.erase_analytics_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_analytics_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO kaevo_retention_owner;

--
-- Name: FUNCTION erase_app_logs(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: kaevo_retention_disposer
--

REVOKE ALL ON FUNCTION retention.erase_app_logs(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_app_logs(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO kaevo_retention_owner;

--
-- Name: FUNCTION erase_auth_users(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: kaevo_retention_disposer
--

REVOKE ALL ON FUNCTION retention.erase_auth_users(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_auth_users(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO kaevo_retention_owner;

--
-- Name: FUNCTION erase_balance_snapshots(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: kaevo_retention_disposer
--

REVOKE ALL ON FUNCTION retention.erase_balance_snapshots(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_balance_snapshots(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO kaevo_retention_owner;

--
-- Name: FUNCTION erase_bills(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: kaevo_retention_disposer
--

REVOKE ALL ON FUNCTION retention.erase_bills(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_bills(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO kaevo_retention_owner;

--
-- Name: FUNCTION erase_budgets(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: kaevo_retention_disposer
--

REVOKE ALL ON FUNCTION retention.erase_budgets(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_budgets(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO kaevo_retention_owner;

--
-- Name: FUNCTION erase_calendar_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: kaevo_retention_disposer
--

REVOKE ALL ON FUNCTION retention.erase_calendar_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_calendar_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO kaevo_retention_owner;

--
-- Name: FUNCTION erase_chores(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: kaevo_retention_disposer
--

REVOKE ALL ON FUNCTION retention.erase_chores(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_chores(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO kaevo_retention_owner;

--
-- Name: FUNCTION erase_expenses(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: kaevo_retention_disposer
--

REVOKE ALL ON FUNCTION retention.erase_expenses(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_expenses(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO kaevo_retention_owner;

--
-- Name: FUNCTION erase_homes(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: kaevo_retention_disposer
--

REVOKE ALL ON FUNCTION retention.erase_homes(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_homes(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO kaevo_retention_owner;

--
-- Name: FUNCTION erase_household_members(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: kaevo_retention_disposer
--

REVOKE ALL ON FUNCTION retention.erase_household_members(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_household_members(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO kaevo_retention_owner;

--
-- Name: FUNCTION erase_households(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: kaevo_retention_disposer
--

REVOKE ALL ON FUNCTION retention.erase_households(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_households(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO kaevo_retention_owner;

--
-- Name: FUNCTION erase_inactivity_notices(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: kaevo_retention_disposer
--

REVOKE ALL ON FUNCTION retention.erase_inactivity_notices(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_inactivity_notices(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO kaevo_retention_owner;

--
-- Name: FUNCTION erase_incident_subjects(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: kaevo_retention_disposer
--

REVOKE ALL ON FUNCTION retention.erase_incident_subjects(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_incident_subjects(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO kaevo_retention_owner;

--
-- Name: FUNCTION erase_incomes(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: kaevo_retention_disposer
--

REVOKE ALL ON FUNCTION retention.erase_incomes(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_incomes(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO kaevo_retention_owner;

--
-- Name: FUNCTION erase_investment_accounts(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: kaevo_retention_disposer
--

REVOKE ALL ON FUNCTION retention.erase_investment_accounts(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_investment_accounts(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO kaevo_retention_owner;

--
-- Name: FUNCTION erase_medical_records(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: kaevo_retention_disposer
--

REVOKE ALL ON FUNCTION retention.erase_medical_records(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_medical_records(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO kaevo_retention_owner;

--
-- Name: FUNCTION erase_plaid_connections(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: kaevo_retention_disposer
--

REVOKE ALL ON FUNCTION retention.erase_plaid_connections(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_plaid_connections(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO kaevo_retention_owner;

--
-- Name: FUNCTION erase_recipes(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: kaevo_retention_disposer
--

REVOKE ALL ON FUNCTION retention.erase_recipes(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_recipes(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO kaevo_retention_owner;

--
-- Name: FUNCTION erase_step(of_request bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.erase_step(of_request bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_step(of_request bigint) TO kaevo_retention_officer;

--
-- Name: FUNCTION erase_subscriptions(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: kaevo_retention_disposer
--

REVOKE ALL ON FUNCTION retention.erase_subscriptions(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_subscriptions(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO kaevo_retention_owner;

--
-- Name: FUNCTION erase_support_threads(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: kaevo_retention_disposer
--

REVOKE ALL ON FUNCTION retention.erase_support_threads(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_support_threads(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO kaevo_retention_owner;

--
-- Name: FUNCTION erase_transactions(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: kaevo_retention_disposer
--

REVOKE ALL ON FUNCTION retention.erase_transactions(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_transactions(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO kaevo_retention_owner;

--
-- Name: FUNCTION erase_vacations(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: kaevo_retention_disposer
--

REVOKE ALL ON FUNCTION retention.erase_vacations(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_vacations(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO kaevo_retention_owner;

--
-- Name: FUNCTION erase_vault_documents(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: kaevo_retention_disposer
--

REVOKE ALL ON FUNCTION retention.erase_vault_documents(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_vault_documents(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO kaevo_retention_owner;

--
-- Name: FUNCTION erase_vehicles(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: kaevo_retention_disposer
--

REVOKE ALL ON FUNCTION retention.erase_vehicles(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_vehicles(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO kaevo_retention_owner;

--
-- Name: FUNCTION erasure_summary(request_id bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.erasure_summary(request_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erasure_summary(request_id bigint) TO kaevo_retention_officer;
GRANT ALL ON FUNCTION retention.erasure_summary(request_id bigint) TO kaevo_retention_auditor;

--
-- Name: FUNCTION evidence_append_only(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.evidence_append_only() FROM PUBLIC;

--
-- Name: PROCEDURE execute_erasure(IN request_id bigint, INOUT summary jsonb); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON PROCEDURE retention.execute_erasure(IN request_id bigint, INOUT summary jsonb) FROM PUBLIC;
GRANT ALL ON PROCEDURE retention.execute_erasure(IN request_id bigint, INOUT summary jsonb) TO kaevo_retention_officer;

--
-- Name: FUNCTION export_person(request_id bigint, format text, sections text[]); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.export_person(request_id bigint, format text, sections text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.export_person(request_id bigint, format text, sections text[]) TO kaevo_retention_officer;

--
-- Name: FUNCTION export_users(of_right text, subject_key jsonb, sections text[], as_csv boolean); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.export_users(of_right text, subject_key jsonb, sections text[], as_csv boolean) FROM PUBLIC;

--
-- Name: PROCEDURE extend_hold(IN hold_id bigint, IN on_table text, IN row_key jsonb, IN on_class text, IN since timestamp with time zone, IN until timestamp with time zone, IN on_tenant text, INOUT preserved jsonb); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON PROCEDURE retention.extend_hold(IN hold_id bigint, IN on_table text, IN row_key jsonb, IN on_class text, IN since timestamp with time zone, IN until timestamp with time zone, IN on_tenant text, INOUT preserved jsonb) FROM PUBLIC;
GRANT ALL ON PROCEDURE retention.extend_hold(IN hold_id bigint, IN on_table text, IN row_key jsonb, IN on_class text, IN since timestamp with time zone, IN until timestamp with time zone, IN on_tenant text, INOUT preserved jsonb) TO kaevo_retention_officer;

--
-- Name: FUNCTION extend_request(request_id bigint, reason text); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.extend_request(request_id bigint, reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.extend_request(request_id bigint, reason text) TO kaevo_retention_officer;

--
-- Name: FUNCTION fail_request(request_id bigint, reason text); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.fail_request(request_id bigint, reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.fail_request(request_id bigint, reason text) TO kaevo_retention_officer;

--
-- Name: FUNCTION findings(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.findings() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.findings() TO kaevo_retention_operator;
GRANT ALL ON FUNCTION retention.findings() TO kaevo_retention_officer;
GRANT ALL ON FUNCTION retention.findings() TO kaevo_retention_auditor;

--
-- Name: FUNCTION foresee_users(subject_key jsonb, as_of timestamp with time zone); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.foresee_users(subject_key jsonb, as_of timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION give_notice(request_id bigint, notice text); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.give_notice(request_id bigint, notice text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.give_notice(request_id bigint, notice text) TO kaevo_retention_officer;

--
-- Name: FUNCTION go_on(note text); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.go_on(note text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.go_on(note text) TO kaevo_retention_officer;

--
-- Name: FUNCTION guard_accounts(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_accounts() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_accounts() TO app_owner;

--
-- Name: FUNCTION guard_analytics_events(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_analytics_events() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_analytics_events() TO app_owner;

--
-- Name: FUNCTION guard_app_logs(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_app_logs() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_app_logs() TO app_owner;

--
-- Name: FUNCTION guard_auth_users(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_auth_users() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_auth_users() TO app_owner;

--
-- Name: FUNCTION guard_balance_snapshots(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_balance_snapshots() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_balance_snapshots() TO app_owner;

--
-- Name: FUNCTION guard_billing_events(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_billing_events() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_billing_events() TO app_owner;

--
-- Name: FUNCTION guard_bills(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_bills() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_bills() TO app_owner;

--
-- Name: FUNCTION guard_budgets(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_budgets() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_budgets() TO app_owner;

--
-- Name: FUNCTION guard_calendar_events(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_calendar_events() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_calendar_events() TO app_owner;

--
-- Name: FUNCTION guard_chores(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_chores() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_chores() TO app_owner;

--
-- Name: FUNCTION guard_expenses(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_expenses() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_expenses() TO app_owner;

--
-- Name: FUNCTION guard_homes(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_homes() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_homes() TO app_owner;

--
-- Name: FUNCTION guard_household_members(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_household_members() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_household_members() TO app_owner;

--
-- Name: FUNCTION guard_households(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_households() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_households() TO app_owner;

--
-- Name: FUNCTION guard_inactivity_notices(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_inactivity_notices() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_inactivity_notices() TO app_owner;

--
-- Name: FUNCTION guard_incident_subjects(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_incident_subjects() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_incident_subjects() TO app_owner;

--
-- Name: FUNCTION guard_incomes(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_incomes() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_incomes() TO app_owner;

--
-- Name: FUNCTION guard_investment_accounts(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_investment_accounts() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_investment_accounts() TO app_owner;

--
-- Name: FUNCTION guard_medical_records(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_medical_records() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_medical_records() TO app_owner;

--
-- Name: FUNCTION guard_plaid_accounts(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_plaid_accounts() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_plaid_accounts() TO app_owner;

--
-- Name: FUNCTION guard_plaid_connections(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_plaid_connections() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_plaid_connections() TO app_owner;

--
-- Name: FUNCTION guard_recipes(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_recipes() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_recipes() TO app_owner;

--
-- Name: FUNCTION guard_security_incidents(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_security_incidents() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_security_incidents() TO app_owner;

--
-- Name: FUNCTION guard_subscriptions(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_subscriptions() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_subscriptions() TO app_owner;

--
-- Name: FUNCTION guard_support_messages(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_support_messages() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_support_messages() TO app_owner;

--
-- Name: FUNCTION guard_support_threads(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_support_threads() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_support_threads() TO app_owner;

--
-- Name: FUNCTION guard_transactions(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_transactions() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_transactions() TO app_owner;

--
-- Name: FUNCTION guard_users(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_users() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_users() TO app_owner;

--
-- Name: FUNCTION guard_vacations(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_vacations() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_vacations() TO app_owner;

--
-- Name: FUNCTION guard_vault_documents(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_vault_documents() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_vault_documents() TO app_owner;

--
-- Name: FUNCTION guard_vehicles(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_vehicles() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_vehicles() TO app_owner;

--
-- Name: FUNCTION hold_barrier(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.hold_barrier() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.hold_barrier() TO kaevo_retention_disposer;

--
-- Name: FUNCTION hold_writer_barrier(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.hold_writer_barrier() FROM PUBLIC;

--
-- Name: FUNCTION is_restricted(subject_table text, subject_key jsonb); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.is_restricted(subject_table text, subject_key jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.is_restricted(subject_table text, subject_key jsonb) TO kaevo_retention_officer;
GRANT ALL ON FUNCTION retention.is_restricted(subject_table text, subject_key jsonb) TO kaevo_retention_auditor;

--
-- Name: FUNCTION is_working_day(day date, region text); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.is_working_day(day date, region text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.is_working_day(day date, region text) TO kaevo_retention_officer;
GRANT ALL ON FUNCTION retention.is_working_day(day date, region text) TO kaevo_retention_auditor;

--
-- Name: FUNCTION keyed_digest(keys text); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.keyed_digest(keys text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.keyed_digest(keys text) TO kaevo_retention_disposer;

--
-- Name: FUNCTION latest_cutoff(as_of timestamp with time zone, period interval); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.latest_cutoff(as_of timestamp with time zone, period interval) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.latest_cutoff(as_of timestamp with time zone, period interval) TO kaevo_retention_disposer;
GRANT ALL ON FUNCTION retention.latest_cutoff(as_of timestamp with time zone, period interval) TO kaevo_retention_operator;
GRANT ALL ON FUNCTION retention.latest_cutoff(as_of timestamp with time zone, period interval) TO kaevo_retention_officer;
GRANT ALL ON FUNCTION retention.latest_cutoff(as_of timestamp with time zone, period interval) TO kaevo_retention_auditor;

--
-- Name: FUNCTION list_users(of_request bigint, subject_key jsonb, as_of timestamp with time zone); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.list_users(of_request bigint, subject_key jsonb, as_of timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION lock_users(subject_key jsonb); Type: ACL; Schema: retention; Owner: kaevo_retention_disposer
--

REVOKE ALL ON FUNCTION retention.lock_users(subject_key jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.lock_users(subject_key jsonb) TO kaevo_retention_owner;

--
-- Name: FUNCTION open_request(subject_table text, subject_key jsonb, right_name text, channel text, received_at timestamp with time zone); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.open_request(subject_table text, subject_key jsonb, right_name text, channel text, received_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.open_request(subject_table text, subject_key jsonb, right_name text, channel text, received_at timestamp with time zone) TO kaevo_retention_officer;

--
-- Name: FUNCTION own_accounts(subject_key jsonb); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_accounts(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_analytics_events(subject_key jsonb); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_analytics_events(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_app_logs(subject_key jsonb); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_app_logs(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_auth_users(subject_key jsonb); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_auth_users(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_balance_snapshots(subject_key jsonb); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_balance_snapshots(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_billing_events(subject_key jsonb); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_billing_events(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_bills(subject_key jsonb); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_bills(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_budgets(subject_key jsonb); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_budgets(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_calendar_events(subject_key jsonb); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_calendar_events(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_chores(subject_key jsonb); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_chores(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_expenses(subject_key jsonb); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_expenses(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_homes(subject_key jsonb); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_homes(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_household_members(subject_key jsonb); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_household_members(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_households(subject_key jsonb); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_households(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_inactivity_notices(subject_key jsonb); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_inactivity_notices(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_incident_subjects(subject_key jsonb); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_incident_subjects(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_incomes(subject_key jsonb); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_incomes(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_investment_accounts(subject_key jsonb); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_investment_accounts(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_medical_records(subject_key jsonb); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_medical_records(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_plaid_accounts(subject_key jsonb); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_plaid_accounts(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_plaid_connections(subject_key jsonb); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_plaid_connections(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_recipes(subject_key jsonb); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_recipes(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_subscriptions(subject_key jsonb); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_subscriptions(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_support_messages(subject_key jsonb); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_support_messages(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_support_threads(subject_key jsonb); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_support_threads(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_transactions(subject_key jsonb); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_transactions(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_users(subject_key jsonb); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_users(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_vacations(subject_key jsonb); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_vacations(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_vault_documents(subject_key jsonb); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_vault_documents(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_vehicles(subject_key jsonb); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_vehicles(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION pause(reason text, class_name text); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.pause(reason text, class_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.pause(reason text, class_name text) TO kaevo_retention_operator;
GRANT ALL ON FUNCTION retention.pause(reason text, class_name text) TO kaevo_retention_officer;

--
-- Name: FUNCTION pause_request(request_id bigint, reason text); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.pause_request(request_id bigint, reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.pause_request(request_id bigint, reason text) TO kaevo_retention_officer;

--
-- Name: PROCEDURE place_hold(IN matter text, IN kind text, IN authority text, IN reason text, IN document text, IN notify text, IN on_table text, IN row_key jsonb, IN on_class text, IN since timestamp with time zone, IN until timestamp with time zone, IN on_tenant text, INOUT hold_id bigint, INOUT preserved jsonb); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON PROCEDURE retention.place_hold(IN matter text, IN kind text, IN authority text, IN reason text, IN document text, IN notify text, IN on_table text, IN row_key jsonb, IN on_class text, IN since timestamp with time zone, IN until timestamp with time zone, IN on_tenant text, INOUT hold_id bigint, INOUT preserved jsonb) FROM PUBLIC;
GRANT ALL ON PROCEDURE retention.place_hold(IN matter text, IN kind text, IN authority text, IN reason text, IN document text, IN notify text, IN on_table text, IN row_key jsonb, IN on_class text, IN since timestamp with time zone, IN until timestamp with time zone, IN on_tenant text, INOUT hold_id bigint, INOUT preserved jsonb) TO kaevo_retention_officer;

--
-- Name: FUNCTION preview(class_name text, as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.preview(class_name text, as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.preview(class_name text, as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) TO kaevo_retention_operator;
GRANT ALL ON FUNCTION retention.preview(class_name text, as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) TO kaevo_retention_officer;
GRANT ALL ON FUNCTION retention.preview(class_name text, as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) TO kaevo_retention_auditor;

--
-- Name: FUNCTION preview_erasure(request_id bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.preview_erasure(request_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.preview_erasure(request_id bigint) TO kaevo_retention_officer;

--
-- Name: FUNCTION prune_evidence(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.prune_evidence() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.prune_evidence() TO kaevo_retention_operator;
GRANT ALL ON FUNCTION retention.prune_evidence() TO kaevo_retention_scheduler;

--
-- Name: FUNCTION pseudonym(value text, of_run bigint, keep_key boolean); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.pseudonym(value text, of_run bigint, keep_key boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.pseudonym(value text, of_run bigint, keep_key boolean) TO kaevo_retention_disposer;

--
-- Name: FUNCTION refuse_alter(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.refuse_alter() FROM PUBLIC;

--
-- Name: FUNCTION refuse_drop(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.refuse_drop() FROM PUBLIC;

--
-- Name: FUNCTION release_hold(hold_id bigint, reason text, cool_off interval); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.release_hold(hold_id bigint, reason text, cool_off interval) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.release_hold(hold_id bigint, reason text, cool_off interval) TO kaevo_retention_officer;

--
-- Name: FUNCTION remain_users(subject_key jsonb); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.remain_users(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION remember_shape(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.remember_shape() FROM PUBLIC;

--
-- Name: FUNCTION request_remains(request_id bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.request_remains(request_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.request_remains(request_id bigint) TO kaevo_retention_officer;
GRANT ALL ON FUNCTION retention.request_remains(request_id bigint) TO kaevo_retention_auditor;

--
-- Name: FUNCTION requeue_notice(notice_id bigint, note text); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.requeue_notice(notice_id bigint, note text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.requeue_notice(notice_id bigint, note text) TO kaevo_retention_officer;

--
-- Name: FUNCTION resume(pause_id bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.resume(pause_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.resume(pause_id bigint) TO kaevo_retention_operator;
GRANT ALL ON FUNCTION retention.resume(pause_id bigint) TO kaevo_retention_officer;

--
-- Name: FUNCTION resume_request(request_id bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.resume_request(request_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.resume_request(request_id bigint) TO kaevo_retention_officer;

--
-- Name: FUNCTION retry_notice(notice_id bigint, attempt integer, error text); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.retry_notice(notice_id bigint, attempt integer, error text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.retry_notice(notice_id bigint, attempt integer, error text) TO kaevo_retention_worker;

--
-- Name: FUNCTION review_incident_subjects(key_1 uuid, key_2 uuid, decision text, note text, keep_until timestamp with time zone); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.review_incident_subjects(key_1 uuid, key_2 uuid, decision text, note text, keep_until timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.review_incident_subjects(key_1 uuid, key_2 uuid, decision text, note text, keep_until timestamp with time zone) TO kaevo_retention_officer;

--
-- Name: FUNCTION review_security_incidents(key_1 uuid, decision text, note text, keep_until timestamp with time zone); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.review_security_incidents(key_1 uuid, decision text, note text, keep_until timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.review_security_incidents(key_1 uuid, decision text, note text, keep_until timestamp with time zone) TO kaevo_retention_officer;

--
-- Name: PROCEDURE run(IN class_name text, IN as_of timestamp with time zone, IN scheduled boolean, IN tenant text, IN actor text, IN phrase text); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON PROCEDURE retention.run(IN class_name text, IN as_of timestamp with time zone, IN scheduled boolean, IN tenant text, IN actor text, IN phrase text) FROM PUBLIC;
GRANT ALL ON PROCEDURE retention.run(IN class_name text, IN as_of timestamp with time zone, IN scheduled boolean, IN tenant text, IN actor text, IN phrase text) TO kaevo_retention_operator;
GRANT ALL ON PROCEDURE retention.run(IN class_name text, IN as_of timestamp with time zone, IN scheduled boolean, IN tenant text, IN actor text, IN phrase text) TO kaevo_retention_scheduler;

--
-- Name: FUNCTION run_open(of_class text, as_of timestamp with time zone, scheduled boolean, tenant text, actor text, phrase text); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.run_open(of_class text, as_of timestamp with time zone, scheduled boolean, tenant text, actor text, phrase text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.run_open(of_class text, as_of timestamp with time zone, scheduled boolean, tenant text, actor text, phrase text) TO kaevo_retention_operator;
GRANT ALL ON FUNCTION retention.run_open(of_class text, as_of timestamp with time zone, scheduled boolean, tenant text, actor text, phrase text) TO kaevo_retention_scheduler;

--
-- Name: FUNCTION run_step(of_run bigint); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.run_step(of_run bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.run_step(of_run bigint) TO kaevo_retention_operator;
GRANT ALL ON FUNCTION retention.run_step(of_run bigint) TO kaevo_retention_scheduler;

--
-- Name: FUNCTION set_holidays(region text, year integer, days date[]); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.set_holidays(region text, year integer, days date[]) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.set_holidays(region text, year integer, days date[]) TO kaevo_retention_officer;

--
-- Name: FUNCTION set_limits(class_name text, note text, fuse_rows bigint, fuse_share double precision, batch_rows integer); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.set_limits(class_name text, note text, fuse_rows bigint, fuse_share double precision, batch_rows integer) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.set_limits(class_name text, note text, fuse_rows bigint, fuse_share double precision, batch_rows integer) TO kaevo_retention_officer;

--
-- Name: FUNCTION settle_notice(notice_id bigint, attempt integer, outcome text, note text); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.settle_notice(notice_id bigint, attempt integer, outcome text, note text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.settle_notice(notice_id bigint, attempt integer, outcome text, note text) TO kaevo_retention_worker;

--
-- Name: FUNCTION start_of_day(day date); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.start_of_day(day date) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.start_of_day(day date) TO kaevo_retention_disposer;
GRANT ALL ON FUNCTION retention.start_of_day(day date) TO kaevo_retention_operator;
GRANT ALL ON FUNCTION retention.start_of_day(day date) TO kaevo_retention_officer;
GRANT ALL ON FUNCTION retention.start_of_day(day date) TO kaevo_retention_auditor;

--
-- Name: FUNCTION take_notices(batch integer, lease interval, of_recipient text); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.take_notices(batch integer, lease interval, of_recipient text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.take_notices(batch integer, lease interval, of_recipient text) TO kaevo_retention_worker;

--
-- Name: FUNCTION take_requests(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.take_requests() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.take_requests() TO kaevo_retention_operator;
GRANT ALL ON FUNCTION retention.take_requests() TO kaevo_retention_scheduler;

--
-- Name: FUNCTION tell_plaid_connections(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.tell_plaid_connections() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.tell_plaid_connections() TO app_owner;

--
-- Name: FUNCTION tell_vault_documents(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.tell_vault_documents() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.tell_vault_documents() TO app_owner;

--
-- Name: FUNCTION truncate_guard(); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.truncate_guard() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.truncate_guard() TO app_owner;

--
-- Name: FUNCTION verify_evidence(known_id bigint, known_hash bytea); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.verify_evidence(known_id bigint, known_hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.verify_evidence(known_id bigint, known_hash bytea) TO kaevo_retention_officer;
GRANT ALL ON FUNCTION retention.verify_evidence(known_id bigint, known_hash bytea) TO kaevo_retention_auditor;

--
-- Name: FUNCTION verify_request(request_id bigint, level text, note text); Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

REVOKE ALL ON FUNCTION retention.verify_request(request_id bigint, level text, note text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.verify_request(request_id bigint, level text, note text) TO kaevo_retention_officer;

--
-- Name: TABLE users; Type: ACL; Schema: auth; Owner: app_owner
--

GRANT SELECT ON TABLE auth.users TO kaevo_retention_owner;
GRANT SELECT,DELETE ON TABLE auth.users TO kaevo_retention_disposer;

--
-- Name: COLUMN users.id; Type: ACL; Schema: auth; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE auth.users TO kaevo_retention_disposer;

--
-- Name: TABLE accounts; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.accounts TO kaevo_retention_owner;
GRANT SELECT,DELETE ON TABLE public.accounts TO kaevo_retention_disposer;

--
-- Name: COLUMN accounts.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.accounts TO kaevo_retention_disposer;

--
-- Name: TABLE users; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.users TO kaevo_retention_owner;
GRANT SELECT,DELETE ON TABLE public.users TO kaevo_retention_disposer;

--
-- Name: COLUMN users.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.users TO kaevo_retention_disposer;

--
-- Name: TABLE analytics_events; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.analytics_events TO kaevo_retention_owner;
GRANT SELECT,DELETE ON TABLE public.analytics_events TO kaevo_retention_disposer;

--
-- Name: COLUMN analytics_events.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.analytics_events TO kaevo_retention_disposer;

--
-- Name: COLUMN analytics_events.user_id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(user_id) ON TABLE public.analytics_events TO kaevo_retention_disposer;

--
-- Name: TABLE analytics_monthly; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT,INSERT ON TABLE public.analytics_monthly TO kaevo_retention_disposer;

--
-- Name: COLUMN analytics_monthly.n; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(n) ON TABLE public.analytics_monthly TO kaevo_retention_disposer;

--
-- Name: TABLE app_logs; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT,REFERENCES ON TABLE public.app_logs TO kaevo_retention_owner;
GRANT SELECT,DELETE ON TABLE public.app_logs TO kaevo_retention_disposer;

--
-- Name: COLUMN app_logs.user_id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(user_id) ON TABLE public.app_logs TO kaevo_retention_disposer;

--
-- Name: COLUMN app_logs.ip; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(ip) ON TABLE public.app_logs TO kaevo_retention_disposer;

--
-- Name: COLUMN app_logs.at; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(at) ON TABLE public.app_logs TO kaevo_retention_disposer;

--
-- Name: TABLE balance_snapshots; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.balance_snapshots TO kaevo_retention_owner;
GRANT SELECT,DELETE ON TABLE public.balance_snapshots TO kaevo_retention_disposer;

--
-- Name: COLUMN balance_snapshots.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.balance_snapshots TO kaevo_retention_disposer;

--
-- Name: TABLE billing_events; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.billing_events TO kaevo_retention_owner;
GRANT SELECT,DELETE ON TABLE public.billing_events TO kaevo_retention_disposer;

--
-- Name: COLUMN billing_events.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.billing_events TO kaevo_retention_disposer;

--
-- Name: TABLE bills; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.bills TO kaevo_retention_owner;
GRANT SELECT,DELETE ON TABLE public.bills TO kaevo_retention_disposer;

--
-- Name: COLUMN bills.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.bills TO kaevo_retention_disposer;

--
-- Name: TABLE budgets; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.budgets TO kaevo_retention_owner;
GRANT SELECT,DELETE ON TABLE public.budgets TO kaevo_retention_disposer;

--
-- Name: COLUMN budgets.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.budgets TO kaevo_retention_disposer;

--
-- Name: TABLE calendar_events; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.calendar_events TO kaevo_retention_owner;
GRANT SELECT,DELETE ON TABLE public.calendar_events TO kaevo_retention_disposer;

--
-- Name: COLUMN calendar_events.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.calendar_events TO kaevo_retention_disposer;

--
-- Name: TABLE chores; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.chores TO kaevo_retention_owner;
GRANT SELECT,DELETE ON TABLE public.chores TO kaevo_retention_disposer;

--
-- Name: COLUMN chores.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.chores TO kaevo_retention_disposer;

--
-- Name: TABLE expenses; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.expenses TO kaevo_retention_owner;
GRANT SELECT,DELETE ON TABLE public.expenses TO kaevo_retention_disposer;

--
-- Name: COLUMN expenses.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.expenses TO kaevo_retention_disposer;

--
-- Name: TABLE homes; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.homes TO kaevo_retention_owner;
GRANT SELECT,DELETE ON TABLE public.homes TO kaevo_retention_disposer;

--
-- Name: COLUMN homes.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.homes TO kaevo_retention_disposer;

--
-- Name: TABLE household_members; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.household_members TO kaevo_retention_owner;
GRANT SELECT,DELETE ON TABLE public.household_members TO kaevo_retention_disposer;

--
-- Name: COLUMN household_members.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.household_members TO kaevo_retention_disposer;

--
-- Name: TABLE households; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.households TO kaevo_retention_owner;
GRANT SELECT,DELETE ON TABLE public.households TO kaevo_retention_disposer;

--
-- Name: COLUMN households.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.households TO kaevo_retention_disposer;

--
-- Name: TABLE inactivity_notices; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.inactivity_notices TO kaevo_retention_owner;
GRANT SELECT,DELETE ON TABLE public.inactivity_notices TO kaevo_retention_disposer;

--
-- Name: COLUMN inactivity_notices.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.inactivity_notices TO kaevo_retention_disposer;

--
-- Name: TABLE incident_subjects; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.incident_subjects TO kaevo_retention_owner;
GRANT SELECT,DELETE ON TABLE public.incident_subjects TO kaevo_retention_disposer;

--
-- Name: COLUMN incident_subjects.incident_id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(incident_id) ON TABLE public.incident_subjects TO kaevo_retention_disposer;

--
-- Name: TABLE incomes; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.incomes TO kaevo_retention_owner;
GRANT SELECT,DELETE ON TABLE public.incomes TO kaevo_retention_disposer;

--
-- Name: COLUMN incomes.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.incomes TO kaevo_retention_disposer;

--
-- Name: TABLE investment_accounts; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.investment_accounts TO kaevo_retention_owner;
GRANT SELECT,DELETE ON TABLE public.investment_accounts TO kaevo_retention_disposer;

--
-- Name: COLUMN investment_accounts.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.investment_accounts TO kaevo_retention_disposer;

--
-- Name: TABLE medical_records; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.medical_records TO kaevo_retention_owner;
GRANT SELECT,DELETE ON TABLE public.medical_records TO kaevo_retention_disposer;

--
-- Name: COLUMN medical_records.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.medical_records TO kaevo_retention_disposer;

--
-- Name: TABLE plaid_accounts; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.plaid_accounts TO kaevo_retention_owner;
GRANT SELECT,DELETE ON TABLE public.plaid_accounts TO kaevo_retention_disposer;

--
-- Name: COLUMN plaid_accounts.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.plaid_accounts TO kaevo_retention_disposer;

--
-- Name: TABLE plaid_connections; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.plaid_connections TO kaevo_retention_owner;
GRANT SELECT,DELETE ON TABLE public.plaid_connections TO kaevo_retention_disposer;

--
-- Name: COLUMN plaid_connections.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.plaid_connections TO kaevo_retention_disposer;

--
-- Name: TABLE recipes; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.recipes TO kaevo_retention_owner;
GRANT SELECT,DELETE ON TABLE public.recipes TO kaevo_retention_disposer;

--
-- Name: COLUMN recipes.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.recipes TO kaevo_retention_disposer;

--
-- Name: TABLE security_incidents; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.security_incidents TO kaevo_retention_owner;
GRANT SELECT,DELETE ON TABLE public.security_incidents TO kaevo_retention_disposer;

--
-- Name: COLUMN security_incidents.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.security_incidents TO kaevo_retention_disposer;

--
-- Name: TABLE subscriptions; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.subscriptions TO kaevo_retention_owner;
GRANT SELECT,DELETE ON TABLE public.subscriptions TO kaevo_retention_disposer;

--
-- Name: COLUMN subscriptions.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.subscriptions TO kaevo_retention_disposer;

--
-- Name: COLUMN subscriptions.user_id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(user_id) ON TABLE public.subscriptions TO kaevo_retention_disposer;

--
-- Name: TABLE support_messages; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.support_messages TO kaevo_retention_owner;
GRANT SELECT,DELETE ON TABLE public.support_messages TO kaevo_retention_disposer;

--
-- Name: COLUMN support_messages.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.support_messages TO kaevo_retention_disposer;

--
-- Name: TABLE support_threads; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.support_threads TO kaevo_retention_owner;
GRANT SELECT,DELETE ON TABLE public.support_threads TO kaevo_retention_disposer;

--
-- Name: COLUMN support_threads.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.support_threads TO kaevo_retention_disposer;

--
-- Name: TABLE transactions; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.transactions TO kaevo_retention_owner;
GRANT SELECT,DELETE ON TABLE public.transactions TO kaevo_retention_disposer;

--
-- Name: COLUMN transactions.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.transactions TO kaevo_retention_disposer;

--
-- Name: COLUMN transactions.transfer_pair_id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(transfer_pair_id) ON TABLE public.transactions TO kaevo_retention_disposer;

--
-- Name: TABLE vacations; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.vacations TO kaevo_retention_owner;
GRANT SELECT,DELETE ON TABLE public.vacations TO kaevo_retention_disposer;

--
-- Name: COLUMN vacations.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.vacations TO kaevo_retention_disposer;

--
-- Name: TABLE vault_documents; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.vault_documents TO kaevo_retention_owner;
GRANT SELECT,DELETE ON TABLE public.vault_documents TO kaevo_retention_disposer;

--
-- Name: COLUMN vault_documents.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.vault_documents TO kaevo_retention_disposer;

--
-- Name: TABLE vehicles; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.vehicles TO kaevo_retention_owner;
GRANT SELECT,DELETE ON TABLE public.vehicles TO kaevo_retention_disposer;

--
-- Name: COLUMN vehicles.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.vehicles TO kaevo_retention_disposer;

--
-- Name: TABLE accounts_hold; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.accounts_hold TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.accounts_hold TO kaevo_retention_auditor;

--
-- Name: TABLE hold; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.hold TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.hold TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.hold TO kaevo_retention_auditor;

--
-- Name: TABLE active_hold; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.active_hold TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.active_hold TO kaevo_retention_auditor;

--
-- Name: TABLE hold_on_class; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.hold_on_class TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.hold_on_class TO kaevo_retention_auditor;

--
-- Name: TABLE balance_snapshots_hold; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.balance_snapshots_hold TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.balance_snapshots_hold TO kaevo_retention_auditor;

--
-- Name: TABLE households_hold; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.households_hold TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.households_hold TO kaevo_retention_auditor;

--
-- Name: TABLE transactions_hold; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.transactions_hold TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.transactions_hold TO kaevo_retention_auditor;

--
-- Name: TABLE users_hold; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.users_hold TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.users_hold TO kaevo_retention_auditor;

--
-- Name: TABLE transactions_held; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.transactions_held TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.transactions_held TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.transactions_held TO kaevo_retention_auditor;

--
-- Name: TABLE accounts_held; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.accounts_held TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.accounts_held TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.accounts_held TO kaevo_retention_auditor;

--
-- Name: TABLE accounts_fate; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.accounts_fate TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.accounts_fate TO kaevo_retention_operator;
GRANT SELECT ON TABLE retention.accounts_fate TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.accounts_fate TO kaevo_retention_auditor;

--
-- Name: TABLE analytics_events_act; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT,INSERT,DELETE ON TABLE retention.analytics_events_act TO kaevo_retention_disposer;

--
-- Name: TABLE analytics_events_hold; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.analytics_events_hold TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.analytics_events_hold TO kaevo_retention_auditor;

--
-- Name: TABLE analytics_events_held; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.analytics_events_held TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.analytics_events_held TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.analytics_events_held TO kaevo_retention_auditor;

--
-- Name: TABLE analytics_events_fate; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.analytics_events_fate TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.analytics_events_fate TO kaevo_retention_operator;
GRANT SELECT ON TABLE retention.analytics_events_fate TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.analytics_events_fate TO kaevo_retention_auditor;

--
-- Name: TABLE app_logs_act; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT,INSERT,DELETE ON TABLE retention.app_logs_act TO kaevo_retention_disposer;

--
-- Name: TABLE app_logs_hold; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.app_logs_hold TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.app_logs_hold TO kaevo_retention_auditor;

--
-- Name: TABLE app_logs_held; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.app_logs_held TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.app_logs_held TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.app_logs_held TO kaevo_retention_auditor;

--
-- Name: TABLE app_logs_fate; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.app_logs_fate TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.app_logs_fate TO kaevo_retention_operator;
GRANT SELECT ON TABLE retention.app_logs_fate TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.app_logs_fate TO kaevo_retention_auditor;

--
-- Name: TABLE app_logs_pin; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.app_logs_pin TO app_owner;

--
-- Name: TABLE auth_users_hold; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.auth_users_hold TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.auth_users_hold TO kaevo_retention_auditor;

--
-- Name: TABLE billing_events_hold; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.billing_events_hold TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.billing_events_hold TO kaevo_retention_auditor;

--
-- Name: TABLE bills_hold; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.bills_hold TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.bills_hold TO kaevo_retention_auditor;

--
-- Name: TABLE budgets_hold; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.budgets_hold TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.budgets_hold TO kaevo_retention_auditor;

--
-- Name: TABLE calendar_events_hold; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.calendar_events_hold TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.calendar_events_hold TO kaevo_retention_auditor;

--
-- Name: TABLE chores_hold; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.chores_hold TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.chores_hold TO kaevo_retention_auditor;

--
-- Name: TABLE expenses_hold; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.expenses_hold TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.expenses_hold TO kaevo_retention_auditor;

--
-- Name: TABLE homes_hold; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.homes_hold TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.homes_hold TO kaevo_retention_auditor;

--
-- Name: TABLE household_members_hold; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.household_members_hold TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.household_members_hold TO kaevo_retention_auditor;

--
-- Name: TABLE medical_records_hold; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.medical_records_hold TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.medical_records_hold TO kaevo_retention_auditor;

--
-- Name: TABLE household_members_held; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.household_members_held TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.household_members_held TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.household_members_held TO kaevo_retention_auditor;

--
-- Name: TABLE incomes_hold; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.incomes_hold TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.incomes_hold TO kaevo_retention_auditor;

--
-- Name: TABLE investment_accounts_hold; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.investment_accounts_hold TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.investment_accounts_hold TO kaevo_retention_auditor;

--
-- Name: TABLE recipes_hold; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.recipes_hold TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.recipes_hold TO kaevo_retention_auditor;

--
-- Name: TABLE vacations_hold; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.vacations_hold TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.vacations_hold TO kaevo_retention_auditor;

--
-- Name: TABLE vault_documents_hold; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.vault_documents_hold TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.vault_documents_hold TO kaevo_retention_auditor;

--
-- Name: TABLE vehicles_hold; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.vehicles_hold TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.vehicles_hold TO kaevo_retention_auditor;

--
-- Name: TABLE inactivity_notices_hold; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.inactivity_notices_hold TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.inactivity_notices_hold TO kaevo_retention_auditor;

--
-- Name: TABLE incident_subjects_hold; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.incident_subjects_hold TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.incident_subjects_hold TO kaevo_retention_auditor;

--
-- Name: TABLE security_incidents_hold; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.security_incidents_hold TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.security_incidents_hold TO kaevo_retention_auditor;

--
-- Name: TABLE incident_subjects_held; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.incident_subjects_held TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.incident_subjects_held TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.incident_subjects_held TO kaevo_retention_auditor;

--
-- Name: TABLE plaid_accounts_hold; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.plaid_accounts_hold TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.plaid_accounts_hold TO kaevo_retention_auditor;

--
-- Name: TABLE plaid_connections_hold; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.plaid_connections_hold TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.plaid_connections_hold TO kaevo_retention_auditor;

--
-- Name: TABLE subscriptions_hold; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.subscriptions_hold TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.subscriptions_hold TO kaevo_retention_auditor;

--
-- Name: TABLE support_messages_hold; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.support_messages_hold TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.support_messages_hold TO kaevo_retention_auditor;

--
-- Name: TABLE support_threads_hold; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.support_threads_hold TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.support_threads_hold TO kaevo_retention_auditor;

--
-- Name: TABLE users_held; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.users_held TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.users_held TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.users_held TO kaevo_retention_auditor;

--
-- Name: TABLE auth_users_held; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.auth_users_held TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.auth_users_held TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.auth_users_held TO kaevo_retention_auditor;

--
-- Name: TABLE auth_users_fate; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.auth_users_fate TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.auth_users_fate TO kaevo_retention_operator;
GRANT SELECT ON TABLE retention.auth_users_fate TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.auth_users_fate TO kaevo_retention_auditor;

--
-- Name: TABLE balance_snapshots_held; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.balance_snapshots_held TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.balance_snapshots_held TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.balance_snapshots_held TO kaevo_retention_auditor;

--
-- Name: TABLE balance_snapshots_fate; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.balance_snapshots_fate TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.balance_snapshots_fate TO kaevo_retention_operator;
GRANT SELECT ON TABLE retention.balance_snapshots_fate TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.balance_snapshots_fate TO kaevo_retention_auditor;

--
-- Name: TABLE billing_events_held; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.billing_events_held TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.billing_events_held TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.billing_events_held TO kaevo_retention_auditor;

--
-- Name: TABLE bills_held; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.bills_held TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.bills_held TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.bills_held TO kaevo_retention_auditor;

--
-- Name: TABLE bills_fate; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.bills_fate TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.bills_fate TO kaevo_retention_operator;
GRANT SELECT ON TABLE retention.bills_fate TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.bills_fate TO kaevo_retention_auditor;

--
-- Name: TABLE budgets_held; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.budgets_held TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.budgets_held TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.budgets_held TO kaevo_retention_auditor;

--
-- Name: TABLE budgets_fate; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.budgets_fate TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.budgets_fate TO kaevo_retention_operator;
GRANT SELECT ON TABLE retention.budgets_fate TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.budgets_fate TO kaevo_retention_auditor;

--
-- Name: TABLE calendar_events_held; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.calendar_events_held TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.calendar_events_held TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.calendar_events_held TO kaevo_retention_auditor;

--
-- Name: TABLE calendar_events_fate; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.calendar_events_fate TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.calendar_events_fate TO kaevo_retention_operator;
GRANT SELECT ON TABLE retention.calendar_events_fate TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.calendar_events_fate TO kaevo_retention_auditor;

--
-- Name: TABLE cascade_log; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT INSERT ON TABLE retention.cascade_log TO kaevo_retention_disposer;

--
-- Name: TABLE chores_held; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.chores_held TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.chores_held TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.chores_held TO kaevo_retention_auditor;

--
-- Name: TABLE chores_fate; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.chores_fate TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.chores_fate TO kaevo_retention_operator;
GRANT SELECT ON TABLE retention.chores_fate TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.chores_fate TO kaevo_retention_auditor;

--
-- Name: TABLE deadlines_due; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.deadlines_due TO kaevo_retention_operator;
GRANT SELECT ON TABLE retention.deadlines_due TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.deadlines_due TO kaevo_retention_auditor;

--
-- Name: TABLE drift; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.drift TO kaevo_retention_operator;
GRANT SELECT ON TABLE retention.drift TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.drift TO kaevo_retention_auditor;

--
-- Name: TABLE erasure; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.erasure TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.erasure TO kaevo_retention_auditor;

--
-- Name: TABLE erasure_blocked; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.erasure_blocked TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.erasure_blocked TO kaevo_retention_auditor;

--
-- Name: TABLE erasure_count; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.erasure_count TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.erasure_count TO kaevo_retention_auditor;

--
-- Name: TABLE erasure_effect; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.erasure_effect TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.erasure_effect TO kaevo_retention_auditor;

--
-- Name: TABLE erasure_preview; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.erasure_preview TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.erasure_preview TO kaevo_retention_auditor;

--
-- Name: TABLE evidence; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.evidence TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.evidence TO kaevo_retention_auditor;

--
-- Name: TABLE evidence_checkpoint; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.evidence_checkpoint TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.evidence_checkpoint TO kaevo_retention_auditor;

--
-- Name: TABLE evidence_head; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.evidence_head TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.evidence_head TO kaevo_retention_auditor;

--
-- Name: TABLE evidence_note; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.evidence_note TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.evidence_note TO kaevo_retention_auditor;

--
-- Name: TABLE expenses_held; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.expenses_held TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.expenses_held TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.expenses_held TO kaevo_retention_auditor;

--
-- Name: TABLE expenses_fate; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.expenses_fate TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.expenses_fate TO kaevo_retention_operator;
GRANT SELECT ON TABLE retention.expenses_fate TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.expenses_fate TO kaevo_retention_auditor;

--
-- Name: TABLE export; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.export TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.export TO kaevo_retention_auditor;

--
-- Name: TABLE export_profile; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.export_profile TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.export_profile TO kaevo_retention_auditor;

--
-- Name: TABLE guarded_table; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.guarded_table TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.guarded_table TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.guarded_table TO kaevo_retention_auditor;

--
-- Name: TABLE hold_notice; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.hold_notice TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.hold_notice TO kaevo_retention_auditor;

--
-- Name: TABLE holiday; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.holiday TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.holiday TO kaevo_retention_auditor;

--
-- Name: TABLE homes_held; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.homes_held TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.homes_held TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.homes_held TO kaevo_retention_auditor;

--
-- Name: TABLE homes_fate; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.homes_fate TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.homes_fate TO kaevo_retention_operator;
GRANT SELECT ON TABLE retention.homes_fate TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.homes_fate TO kaevo_retention_auditor;

--
-- Name: TABLE household_members_fate; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.household_members_fate TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.household_members_fate TO kaevo_retention_operator;
GRANT SELECT ON TABLE retention.household_members_fate TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.household_members_fate TO kaevo_retention_auditor;

--
-- Name: TABLE households_held; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.households_held TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.households_held TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.households_held TO kaevo_retention_auditor;

--
-- Name: TABLE households_fate; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.households_fate TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.households_fate TO kaevo_retention_operator;
GRANT SELECT ON TABLE retention.households_fate TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.households_fate TO kaevo_retention_auditor;

--
-- Name: TABLE inactivity_notices_held; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.inactivity_notices_held TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.inactivity_notices_held TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.inactivity_notices_held TO kaevo_retention_auditor;

--
-- Name: TABLE inactivity_notices_fate; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.inactivity_notices_fate TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.inactivity_notices_fate TO kaevo_retention_operator;
GRANT SELECT ON TABLE retention.inactivity_notices_fate TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.inactivity_notices_fate TO kaevo_retention_auditor;

--
-- Name: TABLE incident_subjects_review; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT,DELETE ON TABLE retention.incident_subjects_review TO kaevo_retention_disposer;

--
-- Name: TABLE incident_subjects_fate; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.incident_subjects_fate TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.incident_subjects_fate TO kaevo_retention_operator;
GRANT SELECT ON TABLE retention.incident_subjects_fate TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.incident_subjects_fate TO kaevo_retention_auditor;

--
-- Name: TABLE incident_subjects_review_queue; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.incident_subjects_review_queue TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.incident_subjects_review_queue TO kaevo_retention_auditor;

--
-- Name: TABLE incomes_held; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.incomes_held TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.incomes_held TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.incomes_held TO kaevo_retention_auditor;

--
-- Name: TABLE incomes_fate; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.incomes_fate TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.incomes_fate TO kaevo_retention_operator;
GRANT SELECT ON TABLE retention.incomes_fate TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.incomes_fate TO kaevo_retention_auditor;

--
-- Name: TABLE installation; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.installation TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.installation TO kaevo_retention_auditor;

--
-- Name: TABLE installed; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.installed TO kaevo_retention_operator;
GRANT SELECT ON TABLE retention.installed TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.installed TO kaevo_retention_auditor;

--
-- Name: TABLE investment_accounts_held; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.investment_accounts_held TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.investment_accounts_held TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.investment_accounts_held TO kaevo_retention_auditor;

--
-- Name: TABLE investment_accounts_fate; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.investment_accounts_fate TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.investment_accounts_fate TO kaevo_retention_operator;
GRANT SELECT ON TABLE retention.investment_accounts_fate TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.investment_accounts_fate TO kaevo_retention_auditor;

--
-- Name: TABLE medical_records_held; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.medical_records_held TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.medical_records_held TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.medical_records_held TO kaevo_retention_auditor;

--
-- Name: TABLE medical_records_fate; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.medical_records_fate TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.medical_records_fate TO kaevo_retention_operator;
GRANT SELECT ON TABLE retention.medical_records_fate TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.medical_records_fate TO kaevo_retention_auditor;

--
-- Name: TABLE migration; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.migration TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.migration TO kaevo_retention_auditor;

--
-- Name: TABLE notice_due; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.notice_due TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.notice_due TO kaevo_retention_auditor;

--
-- Name: TABLE outbox; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.outbox TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.outbox TO kaevo_retention_auditor;

--
-- Name: TABLE open_notices; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.open_notices TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.open_notices TO kaevo_retention_auditor;

--
-- Name: TABLE pause; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.pause TO kaevo_retention_operator;
GRANT SELECT ON TABLE retention.pause TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.pause TO kaevo_retention_auditor;

--
-- Name: TABLE plaid_accounts_held; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.plaid_accounts_held TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.plaid_accounts_held TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.plaid_accounts_held TO kaevo_retention_auditor;

--
-- Name: TABLE plaid_connections_held; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.plaid_connections_held TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.plaid_connections_held TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.plaid_connections_held TO kaevo_retention_auditor;

--
-- Name: TABLE plaid_connections_fate; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.plaid_connections_fate TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.plaid_connections_fate TO kaevo_retention_operator;
GRANT SELECT ON TABLE retention.plaid_connections_fate TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.plaid_connections_fate TO kaevo_retention_auditor;

--
-- Name: TABLE preserved; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.preserved TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.preserved TO kaevo_retention_auditor;

--
-- Name: TABLE recipes_held; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.recipes_held TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.recipes_held TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.recipes_held TO kaevo_retention_auditor;

--
-- Name: TABLE recipes_fate; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.recipes_fate TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.recipes_fate TO kaevo_retention_operator;
GRANT SELECT ON TABLE retention.recipes_fate TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.recipes_fate TO kaevo_retention_auditor;

--
-- Name: TABLE recipient; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.recipient TO kaevo_retention_operator;
GRANT SELECT ON TABLE retention.recipient TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.recipient TO kaevo_retention_auditor;

--
-- Name: TABLE recipient_status; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.recipient_status TO kaevo_retention_operator;
GRANT SELECT ON TABLE retention.recipient_status TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.recipient_status TO kaevo_retention_auditor;

--
-- Name: TABLE request_clock; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.request_clock TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.request_clock TO kaevo_retention_auditor;

--
-- Name: TABLE request_notice; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.request_notice TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.request_notice TO kaevo_retention_auditor;

--
-- Name: TABLE request_remainder; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.request_remainder TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.request_remainder TO kaevo_retention_auditor;

--
-- Name: TABLE request_retained; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.request_retained TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.request_retained TO kaevo_retention_auditor;

--
-- Name: TABLE request_rule; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.request_rule TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.request_rule TO kaevo_retention_auditor;

--
-- Name: TABLE request_transition; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.request_transition TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.request_transition TO kaevo_retention_auditor;

--
-- Name: TABLE requests_due; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.requests_due TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.requests_due TO kaevo_retention_auditor;

--
-- Name: TABLE run_blocked; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.run_blocked TO kaevo_retention_operator;
GRANT SELECT ON TABLE retention.run_blocked TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.run_blocked TO kaevo_retention_auditor;

--
-- Name: TABLE security_incidents_held; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.security_incidents_held TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.security_incidents_held TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.security_incidents_held TO kaevo_retention_auditor;

--
-- Name: TABLE security_incidents_review; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT,DELETE ON TABLE retention.security_incidents_review TO kaevo_retention_disposer;

--
-- Name: TABLE security_incidents_fate; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.security_incidents_fate TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.security_incidents_fate TO kaevo_retention_operator;
GRANT SELECT ON TABLE retention.security_incidents_fate TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.security_incidents_fate TO kaevo_retention_auditor;

--
-- Name: TABLE security_incidents_review_queue; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.security_incidents_review_queue TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.security_incidents_review_queue TO kaevo_retention_auditor;

--
-- Name: TABLE status; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.status TO kaevo_retention_operator;
GRANT SELECT ON TABLE retention.status TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.status TO kaevo_retention_auditor;

--
-- Name: TABLE subscriptions_act; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT,INSERT,DELETE ON TABLE retention.subscriptions_act TO kaevo_retention_disposer;

--
-- Name: TABLE subscriptions_held; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.subscriptions_held TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.subscriptions_held TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.subscriptions_held TO kaevo_retention_auditor;

--
-- Name: TABLE subscriptions_fate; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.subscriptions_fate TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.subscriptions_fate TO kaevo_retention_operator;
GRANT SELECT ON TABLE retention.subscriptions_fate TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.subscriptions_fate TO kaevo_retention_auditor;

--
-- Name: TABLE support_messages_held; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.support_messages_held TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.support_messages_held TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.support_messages_held TO kaevo_retention_auditor;

--
-- Name: TABLE support_threads_held; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.support_threads_held TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.support_threads_held TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.support_threads_held TO kaevo_retention_auditor;

--
-- Name: TABLE support_threads_fate; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.support_threads_fate TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.support_threads_fate TO kaevo_retention_operator;
GRANT SELECT ON TABLE retention.support_threads_fate TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.support_threads_fate TO kaevo_retention_auditor;

--
-- Name: TABLE told; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.told TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.told TO kaevo_retention_auditor;

--
-- Name: TABLE transactions_fate; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.transactions_fate TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.transactions_fate TO kaevo_retention_operator;
GRANT SELECT ON TABLE retention.transactions_fate TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.transactions_fate TO kaevo_retention_auditor;

--
-- Name: TABLE vacations_held; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.vacations_held TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.vacations_held TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.vacations_held TO kaevo_retention_auditor;

--
-- Name: TABLE vacations_fate; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.vacations_fate TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.vacations_fate TO kaevo_retention_operator;
GRANT SELECT ON TABLE retention.vacations_fate TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.vacations_fate TO kaevo_retention_auditor;

--
-- Name: TABLE vault_documents_held; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.vault_documents_held TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.vault_documents_held TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.vault_documents_held TO kaevo_retention_auditor;

--
-- Name: TABLE vault_documents_fate; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.vault_documents_fate TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.vault_documents_fate TO kaevo_retention_operator;
GRANT SELECT ON TABLE retention.vault_documents_fate TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.vault_documents_fate TO kaevo_retention_auditor;

--
-- Name: TABLE vehicles_held; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.vehicles_held TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.vehicles_held TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.vehicles_held TO kaevo_retention_auditor;

--
-- Name: TABLE vehicles_fate; Type: ACL; Schema: retention; Owner: kaevo_retention_owner
--

GRANT SELECT ON TABLE retention.vehicles_fate TO kaevo_retention_disposer;
GRANT SELECT ON TABLE retention.vehicles_fate TO kaevo_retention_operator;
GRANT SELECT ON TABLE retention.vehicles_fate TO kaevo_retention_officer;
GRANT SELECT ON TABLE retention.vehicles_fate TO kaevo_retention_auditor;

--
-- Name: DEFAULT PRIVILEGES FOR FUNCTIONS; Type: DEFAULT ACL; Schema: -; Owner: kaevo_retention_disposer
--

ALTER DEFAULT PRIVILEGES FOR ROLE kaevo_retention_disposer REVOKE ALL ON FUNCTIONS FROM PUBLIC;

--
-- Name: DEFAULT PRIVILEGES FOR FUNCTIONS; Type: DEFAULT ACL; Schema: -; Owner: kaevo_retention_owner
--

ALTER DEFAULT PRIVILEGES FOR ROLE kaevo_retention_owner REVOKE ALL ON FUNCTIONS FROM PUBLIC;

-- What the migrations of this policy add to the application's database, as pg_dump says it: owners, rights, settings and all.
-- Roles belong to the cluster and are not in it; see 0001_roles.sql. Renewed by npm run dump.

--
-- Name: retention; Type: SCHEMA; Schema: -; Owner: pristina_retention_owner
--

CREATE SCHEMA retention;


ALTER SCHEMA retention OWNER TO pristina_retention_owner;

--
-- Name: removal_status; Type: TYPE; Schema: public; Owner: app_owner
--

CREATE TYPE public.removal_status AS ENUM (
    'open',
    'granted',
    'refused'
);


ALTER TYPE public.removal_status OWNER TO app_owner;

--
-- Name: _active_matters(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention._active_matters() RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select string_agg(h.matter, ', ' order by h.hold_id)
  from retention.active_hold as h
  where not h.standing
    or h.hold_id = -1 and exists (select from public.users as s where s.legal_hold = true)
$$;


ALTER FUNCTION retention._active_matters() OWNER TO pristina_retention_owner;

--
-- Name: _add_scope(bigint, text, jsonb, text, timestamp with time zone, timestamp with time zone, text); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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
    if class.is_ladder then
      raise exception '"%" is a ladder, and has no rows to hold', on_class using errcode = 'RH005', hint = 'Name the persons: on_table and row_key.';
    end if;
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


ALTER FUNCTION retention._add_scope(of_hold bigint, on_table text, row_key jsonb, on_class text, since timestamp with time zone, until timestamp with time zone, on_tenant text) OWNER TO pristina_retention_owner;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: run_log; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
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


ALTER TABLE retention.run_log OWNER TO pristina_retention_owner;

--
-- Name: _alive(retention.run_log); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention._alive(run retention.run_log) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select run.state = 'running' and run.lease_until > clock_timestamp() and run.backend_pid <> pg_backend_pid()
    and run.started_at > pg_postmaster_start_time()
    and exists (select from pg_stat_activity as a where a.pid = run.backend_pid)
$$;


ALTER FUNCTION retention._alive(run retention.run_log) OWNER TO pristina_retention_owner;

--
-- Name: _anything_on_hold(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention._anything_on_hold() RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select exists (select from retention.active_hold as h where not h.standing)
    or exists (select from public.users as s where s.legal_hold = true)
$$;


ALTER FUNCTION retention._anything_on_hold() OWNER TO pristina_retention_owner;

--
-- Name: _append_evidence(text, jsonb, text); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention._append_evidence(act text, body jsonb, note text) OWNER TO pristina_retention_owner;

--
-- Name: request; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
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


ALTER TABLE retention.request OWNER TO pristina_retention_owner;

--
-- Name: _begin_step(bigint, text); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention._begin_step(of_request bigint, of_step text) OWNER TO pristina_retention_owner;

--
-- Name: class; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
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
    is_ladder boolean DEFAULT false NOT NULL,
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


ALTER TABLE retention.class OWNER TO pristina_retention_owner;

--
-- Name: _class(text); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention._class(of_class text) OWNER TO pristina_retention_owner;

--
-- Name: _close_erasure(bigint); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention._close_erasure(of_request bigint) OWNER TO pristina_retention_owner;

--
-- Name: _close_replay(bigint); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention._close_replay(of_replay bigint) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  replay retention.replay;
  remains jsonb;
  summary jsonb;
begin
  select coalesce(jsonb_agg(r), '[]') into remains from retention.replay_remains(of_replay) as r;
  update retention.replay as p
  set finished_at = clock_timestamp(),
    rows_open = (select coalesce(sum(r.row_count), 0) from jsonb_to_recordset(remains) as r (reason text, row_count bigint) where r.reason = 'open')
  where p.replay_id = of_replay
  returning p.* into strict replay;
  delete from retention.replay_row as r where r.replay_id = of_replay;
  delete from retention.pseudonym_key as k where k.run_id = of_replay;
  if remains = '[]' then
    delete from retention.users_asked as asked where asked.replay_id = of_replay and asked.request_id is null;
  end if;
  summary := jsonb_build_object(
    'replay', of_replay, 'entries', replay.persons, 'suppressions', replay.entries - replay.persons, 'found', replay.found,
    'rows', (
      select coalesce(jsonb_object_agg(w.table_name, w.n), '{}')
      from (
        select went.key as table_name, sum(went.value::bigint) as n
        from retention.evidence as e
        cross join lateral jsonb_each_text(e.body -> 'rows') as went
        where e.act = 'erasure' and e.recorded_at >= replay.opened_at and (e.body ->> 'replay')::bigint = of_replay
        group by went.key
      ) as w
    ),
    'left', remains, 'blocked', (select count(*) from retention.replay_blocked as b where b.replay_id = of_replay)
  );
  perform retention._append_evidence('replay', summary || jsonb_build_object(
    'exported_at', replay.source -> 'taken_at', 'sha256', replay.source -> 'sha256', 'began', replay.begun_at
  ));
  return summary;
end
$$;


ALTER FUNCTION retention._close_replay(of_replay bigint) OWNER TO pristina_retention_owner;

--
-- Name: _count(text, timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention._count(class_name text, as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO pristina_retention_owner;

--
-- Name: _csv(jsonb, boolean); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention._csv(value jsonb, is_text boolean) OWNER TO pristina_retention_owner;

--
-- Name: _drift(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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
    where pg_get_userbyid(m.roleid) in ('pristina_retention_owner', 'pristina_retention_disposer')
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


ALTER FUNCTION retention._drift() OWNER TO pristina_retention_owner;

--
-- Name: _end_step(retention.request, text, text); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention._end_step(of_request retention.request, of_step text, becomes text) OWNER TO pristina_retention_owner;

--
-- Name: _enter_ledger(text, jsonb, timestamp with time zone, text[], boolean); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention._enter_ledger(subject_table text, subject_key jsonb, began_at timestamp with time zone, clauses text[], completed boolean) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  now_is constant timestamptz := clock_timestamp();
begin
  if pg_trigger_depth() > 0 then
    raise exception 'no trigger writes the ledger' using errcode = 'RH007';
  end if;
  insert into retention.erasure_ledger as l (subject_table, subject_digest, clauses, began_at, completed_at, backup_horizon, erased_everywhere_by)
  values (
    subject_table, retention._person_digest(subject_table, subject_key), clauses, began_at, case when completed then now_is end,
    interval 'P30D', case when completed then retention.erased_everywhere_by(now_is) end
  )
  on conflict on constraint erasure_ledger_pkey do update
  set clauses = case when l.began_at = excluded.began_at then l.clauses else excluded.clauses end, began_at = excluded.began_at,
    completed_at = excluded.completed_at, backup_horizon = excluded.backup_horizon, erased_everywhere_by = excluded.erased_everywhere_by, noted_at = now_is
  where l.completed_at is null or l.began_at < excluded.began_at;
  if completed then
    case subject_table
      when 'public.users' then
        -- What a replay began ends here; what a request began, with the request.
        delete from retention.users_asked as asked
        where asked.request_id is null and asked.id = (_enter_ledger.subject_key ->> 'id')::uuid;
    end case;
  end if;
end
$$;


ALTER FUNCTION retention._enter_ledger(subject_table text, subject_key jsonb, began_at timestamp with time zone, clauses text[], completed boolean) OWNER TO pristina_retention_owner;

--
-- Name: _enter_request(retention.request, boolean); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention._enter_request(of_request retention.request, completed boolean) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "IntervalStyle" TO 'iso_8601'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    AS $$
declare
  person jsonb;
  began timestamptz;
  by_clauses text[];
begin
  case of_request.subject_table
    when 'public.users' then
      person := jsonb_build_object('id', (of_request.subject_key ->> 'id')::uuid);
      select e.began_at, e.clauses into began, by_clauses from retention.users_erasure as e where e.subject_key = person;
    else
      return;
  end case;
  -- Where the person's row has gone, the batch that took it has made the entry.
  if began is null and exists (
    select from retention.erasure_ledger as l
    where l.subject_table = of_request.subject_table and l.subject_digest = retention._person_digest(of_request.subject_table, person)
      and l.completed_at >= of_request.received_at
  ) then
    return;
  end if;
  perform retention._enter_ledger(
    of_request.subject_table, person, coalesce(began, of_request.received_at),
    coalesce(by_clauses, (
      select u.clauses from retention.request_rule as u where u.subject_table = of_request.subject_table and u.right_name = of_request.right_name
    )), completed
  );
end
$$;


ALTER FUNCTION retention._enter_request(of_request retention.request, completed boolean) OWNER TO pristina_retention_owner;

--
-- Name: _erasure_counts(retention.request); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention._erasure_counts(of_request retention.request) RETURNS jsonb
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select coalesce(jsonb_agg(to_jsonb(e) - 'erase_at' order by e.run_order, e.table_name), '[]') from retention._foresee(of_request) as e
$$;


ALTER FUNCTION retention._erasure_counts(of_request retention.request) OWNER TO pristina_retention_owner;

--
-- Name: _erasure_request(bigint); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention._erasure_request(of_request bigint) OWNER TO pristina_retention_owner;

--
-- Name: _evidence_hash(bytea, bigint, timestamp with time zone, text, text, jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention._evidence_hash(previous_hash bytea, evidence_id bigint, recorded_at timestamp with time zone, recorded_by text, act text, body jsonb) RETURNS bytea
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
  select sha256(previous_hash || convert_to(concat_ws(
    E'\x1f', evidence_id, to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), recorded_by, act, body::text
  ), 'UTF8'))
$$;


ALTER FUNCTION retention._evidence_hash(previous_hash bytea, evidence_id bigint, recorded_at timestamp with time zone, recorded_by text, act text, body jsonb) OWNER TO pristina_retention_owner;

--
-- Name: _extend_hold(bigint, text, jsonb, text, timestamp with time zone, timestamp with time zone, text); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention._extend_hold(of_hold bigint, on_table text, row_key jsonb, on_class text, since timestamp with time zone, until timestamp with time zone, on_tenant text) OWNER TO pristina_retention_owner;

--
-- Name: _facts(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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
      'pristina_retention_owner', 'pristina_retention_disposer', 'pristina_retention_operator', 'pristina_retention_officer', 'pristina_retention_auditor', 'pristina_retention_worker', 'pristina_retention_scheduler'
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
    and not (g.object = 'schema cron' and pg_get_userbyid(a.grantee) = 'pristina_retention_scheduler')
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


ALTER FUNCTION retention._facts() OWNER TO pristina_retention_owner;

--
-- Name: _foresee(retention.request); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention._foresee(of_request retention.request) OWNER TO pristina_retention_owner;

--
-- Name: _hmac(bytea, bytea); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention._hmac(message bytea, secret bytea) OWNER TO pristina_retention_owner;

--
-- Name: _hold_inventory(bigint); Type: FUNCTION; Schema: retention; Owner: pristina_retention_disposer
--

CREATE FUNCTION retention._hold_inventory(of_hold bigint) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
-- Columns are written with their table: what stands alone is a variable, whatever an application calls its columns.
#variable_conflict use_variable
declare
  preserved jsonb;
begin
  select coalesce(jsonb_object_agg(counted.name, counted.n), '{}')
  into preserved
  from (
    select locked.name, count(*) as n
    from (
      select 'api_usage' as name
      from public.api_usage as r
      where exists (select from retention.api_usage_held as held where held.hold_id = of_hold and r.created_at = held.created_at and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'api_keys' as name
      from public.api_keys as r
      where exists (select from retention.api_keys_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'api_usage_daily' as name
      from public.api_usage_daily as r
      where exists (select from retention.api_usage_daily_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'auth_login_events' as name
      from public.auth_login_events as r
      where exists (select from retention.auth_login_events_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'public.removal_request_audit' as name
      from public.removal_request_audit as r
      where exists (select from retention.removal_request_audit_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'business_removal_requests' as name
      from public.business_removal_requests as r
      where exists (select from retention.business_removal_requests_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'error_events' as name
      from public.error_events as r
      where exists (select from retention.error_events_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'export_requests' as name
      from public.export_requests as r
      where exists (select from retention.export_requests_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'public.payments' as name
      from public.payments as r
      where exists (select from retention.payments_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'invoices' as name
      from public.invoices as r
      where exists (select from retention.invoices_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'saved_searches' as name
      from public.saved_searches as r
      where exists (select from retention.saved_searches_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'search_usage' as name
      from public.search_usage as r
      where exists (select from retention.search_usage_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'search_usage_daily' as name
      from public.search_usage_daily as r
      where exists (select from retention.search_usage_daily_held as held where held.hold_id = of_hold and r.id = held.id)
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
      select 'upgrade_intent_events' as name
      from public.upgrade_intent_events as r
      where exists (select from retention.upgrade_intent_events_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'user_activity_log' as name
      from public.user_activity_log as r
      where exists (select from retention.user_activity_log_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'watches' as name
      from public.watches as r
      where exists (select from retention.watches_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
    union all
    select locked.name, count(*) as n
    from (
      select 'users' as name
      from public.users as r
      where exists (select from retention.users_held as held where held.hold_id = of_hold and r.id = held.id)
      for share of r
    ) as locked
    group by locked.name
  ) as counted;
  return preserved;
end
$$;


ALTER FUNCTION retention._hold_inventory(of_hold bigint) OWNER TO pristina_retention_disposer;

--
-- Name: _indeterminate(text); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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
    when 'api_usage' then
      select count(*) into n from retention.api_usage_fate as f where f.started_at is null;
    when 'auth_login_events' then
      select count(*) into n from retention.auth_login_events_fate as f where f.started_at is null;
    when 'business_removal_requests' then
      select count(*) into n from retention.business_removal_requests_fate as f where f.started_at is null;
    when 'error_events' then
      select count(*) into n from retention.error_events_fate as f where f.started_at is null;
    when 'invoices' then
      select count(*) into n from retention.invoices_fate as f where f.started_at is null;
    when 'search_usage' then
      select count(*) into n from retention.search_usage_fate as f where f.started_at is null;
    when 'subscriptions' then
      select count(*) into n from retention.subscriptions_fate as f where f.started_at is null;
    when 'upgrade_intent_events' then
      select count(*) into n from retention.upgrade_intent_events_fate as f where f.started_at is null;
    when 'user_activity_log' then
      select count(*) into n from retention.user_activity_log_fate as f where f.started_at is null;
    else
      n := 0;
  end case;
  return n;
end
$$;


ALTER FUNCTION retention._indeterminate(of_class text) OWNER TO pristina_retention_owner;

--
-- Name: _installed_digest(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention._installed_digest() OWNER TO pristina_retention_owner;

--
-- Name: _letter_dated(text, jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention._letter_dated(letter text, payload jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  return payload;
end
$$;


ALTER FUNCTION retention._letter_dated(letter text, payload jsonb) OWNER TO pristina_retention_owner;

--
-- Name: _letter_of(text, jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention._letter_of(letter text, subject_key jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_variable
begin
  case letter
    when 'data on hold' then
      return jsonb_build_object(
        'key', subject_key,
        'to', (
          select r.email
          from public.users as r
          where r.id = (_letter_of.subject_key ->> 'id')::uuid
          order by 1 limit 1
        ),
        'name', (
          select r.name
          from public.users as r
          where r.id = (_letter_of.subject_key ->> 'id')::uuid
          order by 1 limit 1
        )
      );
  end case;
end
$$;


ALTER FUNCTION retention._letter_of(letter text, subject_key jsonb) OWNER TO pristina_retention_owner;

--
-- Name: _letter_sent(text, jsonb, bigint); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention._letter_sent(letter text, payload jsonb, of_request bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  occasion text;
begin
  select l.occasion into occasion from retention.letter as l where l.letter = _letter_sent.letter;
end
$$;


ALTER FUNCTION retention._letter_sent(letter text, payload jsonb, of_request bigint) OWNER TO pristina_retention_owner;

--
-- Name: _letter_words(text, jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention._letter_words(letter text, payload jsonb) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select case when count(p.letter) = 0 then _letter_words.payload else jsonb_build_object(
    'to', _letter_words.payload ->> 'to',
    'title', string_agg(coalesce(p.words, regexp_replace(_letter_words.payload ->> p.field, '[[:cntrl:]]+', ' ', 'g'), ''), '' order by p.part_no) filter (where p.place = 'title'),
    'text', string_agg(coalesce(p.words, _letter_words.payload ->> p.field, ''), '' order by p.part_no) filter (where p.place = 'text')
  ) end
  from retention.letter_part as p
  where p.letter = _letter_words.letter
$$;


ALTER FUNCTION retention._letter_words(letter text, payload jsonb) OWNER TO pristina_retention_owner;

--
-- Name: _list_replay(bigint, timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention._list_replay(of_replay bigint, as_of timestamp with time zone) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  n bigint;
begin
  delete from retention.replay_row as r where r.replay_id = of_replay;
  update retention.replay as p set at_order = 0, at_row = 0, pass_rows = 0, passes = p.passes + 1 where p.replay_id = of_replay;
  insert into retention.replay_row (replay_id, run_order, class_name, stage, row_key)
  select of_replay, w.run_order, w.class_name, w.stage, w.row_key
  from retention._replay_rows(of_replay, as_of) as w;
  get diagnostics n = row_count;
  return n;
end
$$;


ALTER FUNCTION retention._list_replay(of_replay bigint, as_of timestamp with time zone) OWNER TO pristina_retention_owner;

--
-- Name: _list_rows(retention.request, timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention._list_rows(of_request retention.request, as_of timestamp with time zone) OWNER TO pristina_retention_owner;

--
-- Name: _lock_person(retention.request); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention._lock_person(of_request retention.request) OWNER TO pristina_retention_owner;

--
-- Name: _next_run(retention.class); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention._next_run(class retention.class) RETURNS timestamp with time zone
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ select min(turn) from retention._turns(class, statement_timestamp(), statement_timestamp() + interval '400 days') as turn $$;


ALTER FUNCTION retention._next_run(class retention.class) OWNER TO pristina_retention_owner;

--
-- Name: _not_yours(bigint); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention._not_yours(of_notice bigint) OWNER TO pristina_retention_owner;

--
-- Name: _note_retained(retention.request); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention._note_retained(of_request retention.request) OWNER TO pristina_retention_owner;

--
-- Name: _open_erasure(bigint, boolean); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention._open_erasure(of_request bigint, last boolean) OWNER TO pristina_retention_owner;

--
-- Name: _open_hold(text, text, text, text, text, text, text, jsonb, text, timestamp with time zone, timestamp with time zone, text); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention._open_hold(matter text, kind text, authority text, reason text, document text, notify text, on_table text, row_key jsonb, on_class text, since timestamp with time zone, until timestamp with time zone, on_tenant text) OWNER TO pristina_retention_owner;

--
-- Name: _open_replay(bigint); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention._open_replay(of_replay bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  now_is constant timestamptz := clock_timestamp();
  reason text := coalesce(
    (select 'all runs are paused: ' || p.reason from retention.pause as p where p.resumed_at is null and p.class_name is null limit 1),
    (select f from retention.findings() as f limit 1)
  );
begin
  perform from retention.replay as p where p.replay_id = of_replay and p.begun_at is not null for update;
  if not found then
    raise exception 'there is no replay % that has begun', of_replay
      using errcode = 'RH018', hint = 'lapse replay takes in a file and begins one; select replay_id, begun_at from retention.replay;';
  end if;
  if reason is not null then
    raise exception 'replay %: %', of_replay, reason using errcode = 'RH018';
  end if;
  update retention.replay as p
  set as_of = now_is, finished_at = null, rows_open = null, batch_rows = 1000, lock_waits = 0, passes = 0
  where p.replay_id = of_replay;
  delete from retention.replay_blocked as b where b.replay_id = of_replay;
  perform retention._list_replay(of_replay, now_is);
end
$$;


ALTER FUNCTION retention._open_replay(of_replay bigint) OWNER TO pristina_retention_owner;

--
-- Name: _open_request(text, jsonb, text, text, timestamp with time zone, text); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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
  request.received_on := (at at time zone 'Europe/Belgrade')::date;
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


ALTER FUNCTION retention._open_request(of_table text, of_key jsonb, of_right text, by_channel text, at timestamp with time zone, by_event text) OWNER TO pristina_retention_owner;

--
-- Name: _person(text, jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention._person(subject_table text, subject_key jsonb) OWNER TO pristina_retention_owner;

--
-- Name: _person_digest(text, jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention._person_digest(subject_table text, subject_key jsonb) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ select retention.keyed_digest(jsonb_build_array(subject_table, subject_key)::text) $$;


ALTER FUNCTION retention._person_digest(subject_table text, subject_key jsonb) OWNER TO pristina_retention_owner;

--
-- Name: _pin_partitions(bigint); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention._pin_partitions(of_hold bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
begin
  insert into retention.api_usage_pin (hold_id, created_at, id)
  select distinct on (r.tableoid) of_hold, r.created_at, r.id
  from public.api_usage as r
  where exists (select from retention.api_usage_held as held where held.hold_id = of_hold and r.created_at = held.created_at and r.id = held.id)
  on conflict do nothing;
end
$$;


ALTER FUNCTION retention._pin_partitions(of_hold bigint) OWNER TO pristina_retention_owner;

--
-- Name: _preserve(bigint[], text, jsonb, jsonb, jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention._preserve(holds bigint[], of_table text, of_row jsonb, was jsonb, becomes jsonb) OWNER TO pristina_retention_owner;

--
-- Name: _refusal(retention.class, boolean, text, text, text); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention._refusal(class retention.class, scheduled boolean, actor text, phrase text, tenant text) OWNER TO pristina_retention_owner;

--
-- Name: _remains(text, jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention._remains(subject_table text, subject_key jsonb) OWNER TO pristina_retention_owner;

--
-- Name: _remembered_matters(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention._remembered_matters() OWNER TO pristina_retention_owner;

--
-- Name: _replay_rows(bigint, timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention._replay_rows(of_replay bigint, as_of timestamp with time zone) RETURNS TABLE(run_order integer, class_name text, stage text, row_key jsonb, reason text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
-- Columns are written with their table: what stands alone is a variable, whatever an application calls its key.
#variable_conflict use_variable
begin
  return query
  select
    1, 'api_usage'::text, 'erase_api_usage'::text, jsonb_build_array(f.created_at, f.id),
    case
      when f.hold_id is not null then 'held'
      else 'open'
    end
  from (
    select r.created_at, r.id
    from public.api_usage as r
    join public.users as users on r.user_id = users.id
    join retention.users_asked as asked on asked.id = users.id
    where asked.replay_id = of_replay
  ) as own
  join retention.api_usage_fate as f on f.created_at = own.created_at and f.id = own.id
  where f.erase_at <= as_of;
  return query
  select
    2, 'api_keys'::text, 'erase_api_keys'::text, jsonb_build_array(f.id),
    case
      when f.hold_id is not null then 'held'
      when f.deferred_by is not null then 'deferred'
      else 'open'
    end
  from (
    select r.id
    from public.api_keys as r
    join public.users as users on r.user_id = users.id
    join retention.users_asked as asked on asked.id = users.id
    where asked.replay_id = of_replay
  ) as own
  join retention.api_keys_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  return query
  select
    3, 'api_usage_daily'::text, 'erase_api_usage_daily'::text, jsonb_build_array(f.id),
    case
      when f.hold_id is not null then 'held'
      else 'open'
    end
  from (
    select r.id
    from public.api_usage_daily as r
    join public.users as users on r.user_id = users.id
    join retention.users_asked as asked on asked.id = users.id
    where asked.replay_id = of_replay
  ) as own
  join retention.api_usage_daily_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  return query
  select
    4, 'auth_login_events'::text, 'erase_auth_login_events'::text, jsonb_build_array(f.id),
    case
      when f.hold_id is not null then 'held'
      else 'open'
    end
  from (
    select r.id
    from public.auth_login_events as r
    join public.users as users on r.user_id = users.id
    join retention.users_asked as asked on asked.id = users.id
    where asked.replay_id = of_replay
  ) as own
  join retention.auth_login_events_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  return query
  select
    6, 'error_events'::text, 'erase_error_events'::text, jsonb_build_array(f.id),
    case
      when f.hold_id is not null then 'held'
      else 'open'
    end
  from (
    select r.id
    from public.error_events as r
    join public.users as users on r.user_id = users.id
    join retention.users_asked as asked on asked.id = users.id
    where asked.replay_id = of_replay
  ) as own
  join retention.error_events_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  return query
  select
    7, 'export_requests'::text, 'erase_export_requests'::text, jsonb_build_array(f.id),
    case
      when f.hold_id is not null then 'held'
      when f.deferred_by is not null then 'deferred'
      else 'open'
    end
  from (
    select r.id
    from public.export_requests as r
    join public.users as users on r.user_id = users.id
    join retention.users_asked as asked on asked.id = users.id
    where asked.replay_id = of_replay
  ) as own
  join retention.export_requests_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  return query
  select
    8, 'invoices'::text, 'erase_invoices'::text, jsonb_build_array(f.id),
    case
      when f.hold_id is not null then 'held'
      else 'open'
    end
  from (
    select r.id
    from public.invoices as r
    join public.users as users on r.user_id = users.id
    join retention.users_asked as asked on asked.id = users.id
    where asked.replay_id = of_replay
  ) as own
  join retention.invoices_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  return query
  select
    9, 'saved_searches'::text, 'erase_saved_searches'::text, jsonb_build_array(f.id),
    case
      when f.hold_id is not null then 'held'
      when f.deferred_by is not null then 'deferred'
      else 'open'
    end
  from (
    select r.id
    from public.saved_searches as r
    join public.users as users on r.user_id = users.id
    join retention.users_asked as asked on asked.id = users.id
    where asked.replay_id = of_replay
  ) as own
  join retention.saved_searches_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  return query
  select
    10, 'search_usage'::text, 'erase_search_usage'::text, jsonb_build_array(f.id),
    case
      when f.hold_id is not null then 'held'
      else 'open'
    end
  from (
    select r.id
    from public.search_usage as r
    join public.users as users on r.user_id = users.id
    join retention.users_asked as asked on asked.id = users.id
    where asked.replay_id = of_replay
  ) as own
  join retention.search_usage_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  return query
  select
    11, 'search_usage_daily'::text, 'erase_search_usage_daily'::text, jsonb_build_array(f.id),
    case
      when f.hold_id is not null then 'held'
      else 'open'
    end
  from (
    select r.id
    from public.search_usage_daily as r
    join public.users as users on r.user_id = users.id
    join retention.users_asked as asked on asked.id = users.id
    where asked.replay_id = of_replay
  ) as own
  join retention.search_usage_daily_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  return query
  select
    12, 'subscriptions'::text, 'erase_subscriptions'::text, jsonb_build_array(f.id),
    case
      when f.hold_id is not null then 'held'
      else 'open'
    end
  from (
    select r.id
    from public.subscriptions as r
    join public.users as users on r.user_id = users.id
    join retention.users_asked as asked on asked.id = users.id
    where asked.replay_id = of_replay
  ) as own
  join retention.subscriptions_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  return query
  select
    13, 'upgrade_intent_events'::text, 'erase_upgrade_intent_events'::text, jsonb_build_array(f.id),
    case
      when f.hold_id is not null then 'held'
      else 'open'
    end
  from (
    select r.id
    from public.upgrade_intent_events as r
    join public.users as users on r.user_id = users.id
    join retention.users_asked as asked on asked.id = users.id
    where asked.replay_id = of_replay
  ) as own
  join retention.upgrade_intent_events_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  return query
  select
    14, 'user_activity_log'::text, 'erase_user_activity_log'::text, jsonb_build_array(f.id),
    case
      when f.hold_id is not null then 'held'
      else 'open'
    end
  from (
    select r.id
    from public.user_activity_log as r
    join public.users as users on r.user_id = users.id
    join retention.users_asked as asked on asked.id = users.id
    where asked.replay_id = of_replay
  ) as own
  join retention.user_activity_log_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  return query
  select
    15, 'watches'::text, 'erase_watches'::text, jsonb_build_array(f.id),
    case
      when f.hold_id is not null then 'held'
      when f.deferred_by is not null then 'deferred'
      else 'open'
    end
  from (
    select r.id
    from public.watches as r
    join public.users as users on r.user_id = users.id
    join retention.users_asked as asked on asked.id = users.id
    where asked.replay_id = of_replay
  ) as own
  join retention.watches_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  return query
  select
    16, 'users'::text, 'erase_users'::text, jsonb_build_array(f.id),
    case
      when f.hold_id is not null then 'held'
      when f.deferred_by is not null then 'deferred'
      else 'open'
    end
  from (
    select r.id
    from public.users as r
    join retention.users_asked as asked on asked.id = r.id
    where asked.replay_id = of_replay
  ) as own
  join retention.users_fate as f on f.id = own.id
  where f.erase_at <= as_of;
end
$$;


ALTER FUNCTION retention._replay_rows(of_replay bigint, as_of timestamp with time zone) OWNER TO pristina_retention_owner;

--
-- Name: _request_facts(retention.request); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention._request_facts(of_request retention.request) OWNER TO pristina_retention_owner;

--
-- Name: _run_close(bigint, text, text); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention._run_close(of_run bigint, reason text, final_state text) OWNER TO pristina_retention_owner;

--
-- Name: _schedule_drift(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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
      values ('retention:pristina:api_usage', '23 * * * *' || ' ' || 'call retention.run(''api_usage'', scheduled => true)'), ('retention:pristina:api_keys', '24 * * * *' || ' ' || 'call retention.run(''api_keys'', scheduled => true)'), ('retention:pristina:api_usage_daily', '25 * * * *' || ' ' || 'call retention.run(''api_usage_daily'', scheduled => true)'), ('retention:pristina:auth_login_events', '26 * * * *' || ' ' || 'call retention.run(''auth_login_events'', scheduled => true)'), ('retention:pristina:business_removal_requests', '27 * * * *' || ' ' || 'call retention.run(''business_removal_requests'', scheduled => true)'), ('retention:pristina:error_events', '28 * * * *' || ' ' || 'call retention.run(''error_events'', scheduled => true)'), ('retention:pristina:export_requests', '29 * * * *' || ' ' || 'call retention.run(''export_requests'', scheduled => true)'), ('retention:pristina:invoices', '30 * * * *' || ' ' || 'call retention.run(''invoices'', scheduled => true)'), ('retention:pristina:saved_searches', '31 * * * *' || ' ' || 'call retention.run(''saved_searches'', scheduled => true)'), ('retention:pristina:search_usage', '32 * * * *' || ' ' || 'call retention.run(''search_usage'', scheduled => true)'), ('retention:pristina:search_usage_daily', '33 * * * *' || ' ' || 'call retention.run(''search_usage_daily'', scheduled => true)'), ('retention:pristina:subscriptions', '34 * * * *' || ' ' || 'call retention.run(''subscriptions'', scheduled => true)'), ('retention:pristina:upgrade_intent_events', '35 * * * *' || ' ' || 'call retention.run(''upgrade_intent_events'', scheduled => true)'), ('retention:pristina:user_activity_log', '36 * * * *' || ' ' || 'call retention.run(''user_activity_log'', scheduled => true)'), ('retention:pristina:watches', '37 * * * *' || ' ' || 'call retention.run(''watches'', scheduled => true)'), ('retention:pristina:users', '38 * * * *' || ' ' || 'call retention.run(''users'', scheduled => true)'), ('retention:pristina:take requests', '*/5 * * * *' || ' ' || 'select retention.take_requests()'), ('retention:pristina:destroy images', '47 4 * * *' || ' ' || 'select retention.dispose_of_images()'), ('retention:pristina:prune the ledger', '48 4 * * *' || ' ' || 'select retention.prune_ledger()'), ('retention:pristina:prune the evidence', '49 4 * * *' || ' ' || 'select retention.prune_evidence()')
    ),
    job as (
      select
        j.jobname::text as name,
        concat_ws(', ', j.schedule || ' ' || j.command, case when j.username <> 'pristina_retention_scheduler' then 'as ' || j.username end, case when not j.active then 'inactive' end) as found
      from $drift$ || jobs || $drift$ as j
      where j.jobname like 'retention:pristina:%' and j.jobname <> 'retention:pristina:trim the log of starts' and j.database = current_database()
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


ALTER FUNCTION retention._schedule_drift() OWNER TO pristina_retention_owner;

--
-- Name: _seal_notices(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention._seal_notices() OWNER TO pristina_retention_owner;

--
-- Name: _stage_due(retention.request, text, integer); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention._stage_due(of_request retention.request, of_stage text, paused_days integer) OWNER TO pristina_retention_owner;

--
-- Name: _status(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention._status() OWNER TO pristina_retention_owner;

--
-- Name: _stopping_drift(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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
  select 'owner', p.oid::regprocedure::text, 'pristina_retention_owner' || ' or ' || 'pristina_retention_disposer', pg_get_userbyid(p.proowner)
  from pg_proc as p
  where p.pronamespace = to_regnamespace('retention')
    and p.proowner not in (select r.oid from pg_roles as r where r.rolname in ('pristina_retention_owner', 'pristina_retention_disposer'))
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


ALTER FUNCTION retention._stopping_drift() OWNER TO pristina_retention_owner;

--
-- Name: _strike_from_ledger(text, jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention._strike_from_ledger(subject_table text, subject_key jsonb) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  delete from retention.erasure_ledger as l
  where l.subject_table = _strike_from_ledger.subject_table and l.completed_at is null
    and l.subject_digest = retention._person_digest(_strike_from_ledger.subject_table, _strike_from_ledger.subject_key)
$$;


ALTER FUNCTION retention._strike_from_ledger(subject_table text, subject_key jsonb) OWNER TO pristina_retention_owner;

--
-- Name: _tell(text, text, jsonb, jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention._tell(recipient text, table_name text, payload jsonb, person jsonb) OWNER TO pristina_retention_owner;

--
-- Name: _today(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention._today() RETURNS date
    LANGUAGE sql STABLE
    AS $$ select (statement_timestamp() at time zone 'Europe/Belgrade')::date $$;


ALTER FUNCTION retention._today() OWNER TO pristina_retention_owner;

--
-- Name: _turns(retention.class, timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention._turns(class retention.class, after timestamp with time zone, until timestamp with time zone) OWNER TO pristina_retention_owner;

--
-- Name: _unpin_partitions(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention._unpin_partitions() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  delete from retention.api_usage_pin as p where not exists (select from retention.active_hold as h where h.hold_id = p.hold_id);
end
$$;


ALTER FUNCTION retention._unpin_partitions() OWNER TO pristina_retention_owner;

--
-- Name: _vital_facts(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention._vital_facts() OWNER TO pristina_retention_owner;

--
-- Name: _waits(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention._waits() OWNER TO pristina_retention_owner;

--
-- Name: _write_hold_letter(bigint, text, jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention._write_hold_letter(of_hold bigint, of_table text, row_key jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  subject_key jsonb;
  told text;
begin
  select l.letter into told from retention.letter as l where l.subject_table = of_table and l.occasion = 'hold';
  if not found then
    return;
  end if;
  case of_table
    when 'public.users' then
      select jsonb_build_object('id', r.id) into subject_key
      from public.users as r
      where r.id = (_write_hold_letter.row_key ->> 0)::uuid;
  end case;
  perform retention._write_letter(told, of_table, retention._letter_of(told, subject_key) || (
    select jsonb_build_object('date', (clock_timestamp() at time zone 'Europe/Belgrade')::date, 'kind', h.kind) from retention.hold as h where h.hold_id = of_hold
  ), null);
end
$$;


ALTER FUNCTION retention._write_hold_letter(of_hold bigint, of_table text, row_key jsonb) OWNER TO pristina_retention_owner;

--
-- Name: _write_letter(text, text, jsonb, bigint); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention._write_letter(letter text, subject_table text, payload jsonb, request_id bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  person constant text := retention.keyed_digest(jsonb_build_array(subject_table, payload -> 'key')::text);
begin
  insert into retention.outbox (recipient, table_name, person, request_id, payload, due_at, last_attempt, state, last_error)
  select
    _write_letter.letter, _write_letter.subject_table, person, _write_letter.request_id, _write_letter.payload,
    retention.due(clock_timestamp(), c.within), c.max_attempts,
    case when payload ->> 'to' is null then 'failed' else 'waiting' end, case when payload ->> 'to' is null then 'the person has no address' end
  from retention.recipient as c
  where c.recipient = _write_letter.letter;
  perform retention._append_evidence('letter written', jsonb_strip_nulls(jsonb_build_object(
    'letter', letter, 'request', request_id, 'person', person
  )));
end
$$;


ALTER FUNCTION retention._write_letter(letter text, subject_table text, payload jsonb, request_id bigint) OWNER TO pristina_retention_owner;

--
-- Name: acknowledge_request(bigint); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention.acknowledge_request(request_id bigint) OWNER TO pristina_retention_owner;

--
-- Name: arm(text, text); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention.arm(class_name text, note text) OWNER TO pristina_retention_owner;

--
-- Name: begin_replay(bigint, text); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.begin_replay(replay_id bigint, there_again text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  replay retention.replay;
  reason text := coalesce(
    (select 'all runs are paused: ' || p.reason from retention.pause as p where p.resumed_at is null and p.class_name is null limit 1),
    (select f from retention.findings() as f limit 1)
  );
  taken_in bigint;
  n_found bigint := 0;
  n_again bigint;
begin
  select * into replay from retention.replay as p where p.replay_id = begin_replay.replay_id and p.begun_at is null for update;
  if not found then
    raise exception 'there is no replay % that has not begun', replay_id using errcode = 'RH018', hint = 'retention.open_replay begins one.';
  end if;
  if there_again not in ('erase', 'leave') then
    raise exception 'there_again is "erase" or "leave"' using errcode = 'RH018';
  end if;
  if reason is not null then
    raise exception 'a replay waits: %', reason using errcode = 'RH018';
  end if;
  -- One at a time, and no run enters anything meanwhile.
  lock table retention.erasure_ledger in share row exclusive mode;
  if replay.loaded <> replay.entries then
    raise exception 'the ledger has % entries and says that it has %', replay.loaded, replay.entries
      using errcode = 'RH018', hint = 'The file is not whole: export it again.';
  end if;
  select count(*) into taken_in from retention.replay_entry as e where e.replay_id = begin_replay.replay_id;
  n_found := n_found + retention.find_users(replay.replay_id);
  select count(*) into n_again
  from retention.replay_entry as e
  join retention.erasure_ledger as l on l.subject_table = e.subject_table and l.subject_digest = e.subject_digest
  where e.replay_id = begin_replay.replay_id and e.found and l.completed_at is not null;
  if n_again > 0 and there_again is null then
    raise exception '% persons of the ledger are there although this database has them as erased', n_again
      using errcode = 'RH018', hint = 'Say there_again => ''erase'' where their table was restored by itself, ''leave'' where somebody else was given the key.';
  end if;
  if there_again = 'leave' then
    delete from retention.users_asked as asked
    using retention.erasure_ledger as l
    where asked.replay_id = begin_replay.replay_id and asked.request_id is null and l.subject_table = 'public.users' and l.completed_at is not null
      and l.subject_digest = retention._person_digest('public.users', jsonb_build_object('id', asked.id));
    n_found := n_found - n_again;
    update retention.replay_entry as e
    set found = false
    from retention.erasure_ledger as l
    where e.replay_id = begin_replay.replay_id and e.found
      and l.subject_table = e.subject_table and l.subject_digest = e.subject_digest and l.completed_at is not null;
  end if;
  -- Whoever is there is not erased yet.
  insert into retention.erasure_ledger as l (subject_table, subject_digest, clauses, began_at)
  select e.subject_table, e.subject_digest, e.clauses, e.began_at
  from retention.replay_entry as e
  where e.replay_id = begin_replay.replay_id and e.found
  on conflict on constraint erasure_ledger_pkey do update
  set clauses = excluded.clauses, began_at = excluded.began_at, completed_at = null, erased_everywhere_by = null, noted_at = clock_timestamp();
  -- Of the others the ledger says again what it said, for the next restore.
  insert into retention.erasure_ledger as l (subject_table, subject_digest, clauses, began_at, completed_at, backup_horizon, erased_everywhere_by)
  select e.subject_table, e.subject_digest, e.clauses, e.began_at, e.completed_at, e.backup_horizon, e.erased_everywhere_by
  from retention.replay_entry as e
  where e.replay_id = begin_replay.replay_id and not e.found and e.completed_at is not null
  on conflict on constraint erasure_ledger_pkey do update
  set clauses = excluded.clauses, began_at = excluded.began_at, completed_at = excluded.completed_at, backup_horizon = excluded.backup_horizon,
    erased_everywhere_by = excluded.erased_everywhere_by
  where l.completed_at is null and l.began_at <= excluded.began_at;
  delete from retention.replay_entry as e where e.replay_id = begin_replay.replay_id;
  update retention.replay as p set begun_at = clock_timestamp(), persons = taken_in, found = n_found where p.replay_id = begin_replay.replay_id;
  return jsonb_build_object('replay', replay.replay_id, 'entries', taken_in, 'suppressions', replay.loaded - taken_in, 'found', n_found, 'there_again', n_again);
end
$$;


ALTER FUNCTION retention.begin_replay(replay_id bigint, there_again text) OWNER TO pristina_retention_owner;

--
-- Name: cancel_request(bigint, text); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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
  if request.right_name = 'erasure' then
    perform retention._strike_from_ledger(request.subject_table, request.subject_key);
  end if;
  perform retention._append_evidence('request cancelled', retention._request_facts(request), reason);
end
$$;


ALTER FUNCTION retention.cancel_request(request_id bigint, reason text) OWNER TO pristina_retention_owner;

--
-- Name: cascade_api_usage_daily_1(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_disposer
--

CREATE FUNCTION retention.cascade_api_usage_daily_1() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  n bigint;
begin
  update public.api_usage_daily as r
  set user_id = null
  where (r.user_id = old.id)
    -- What an erasure has been through stays as it left it.
    and not exists (select from retention.api_usage_daily_act as a where r.id = a.id and a.stage = 'erase');
  get diagnostics n = row_count;
  if n > 0 then
    insert into retention.cascade_log (class_name, rows_disposed) values ('api_usage_daily', n);
  end if;
  return null;
end
$$;


ALTER FUNCTION retention.cascade_api_usage_daily_1() OWNER TO pristina_retention_disposer;

--
-- Name: cascade_error_events_2(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_disposer
--

CREATE FUNCTION retention.cascade_error_events_2() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  n bigint;
begin
  update public.error_events as r
  set user_id = null, context = null
  where (r.user_id = old.id)
    -- What an erasure has been through stays as it left it.
    and not exists (select from retention.error_events_act as a where r.id = a.id and a.stage = 'erase');
  get diagnostics n = row_count;
  if n > 0 then
    insert into retention.cascade_log (class_name, rows_disposed) values ('error_events', n);
  end if;
  return null;
end
$$;


ALTER FUNCTION retention.cascade_error_events_2() OWNER TO pristina_retention_disposer;

--
-- Name: cascade_search_usage_daily_3(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_disposer
--

CREATE FUNCTION retention.cascade_search_usage_daily_3() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  n bigint;
begin
  update public.search_usage_daily as r
  set user_id = null
  where (r.user_id = old.id)
    -- What an erasure has been through stays as it left it.
    and not exists (select from retention.search_usage_daily_act as a where r.id = a.id and a.stage = 'erase');
  get diagnostics n = row_count;
  if n > 0 then
    insert into retention.cascade_log (class_name, rows_disposed) values ('search_usage_daily', n);
  end if;
  return null;
end
$$;


ALTER FUNCTION retention.cascade_search_usage_daily_3() OWNER TO pristina_retention_disposer;

--
-- Name: close_notice(bigint, text, text); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.close_notice(notice_id bigint, outcome text, note text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  told text;
  was retention.outbox;
begin
  select * into was from retention.outbox as o where o.notice_id = close_notice.notice_id for update;
  update retention.outbox as o
  set state = 'settled', outcome = close_notice.outcome, note = close_notice.note, payload = null, last_error = null,
    settled_at = clock_timestamp(), settled_by = session_user, sealed = true
  where o.notice_id = close_notice.notice_id and o.state in ('waiting', 'failed')
  returning o.recipient into told;
  if not found then
    perform retention._not_yours(close_notice.notice_id);
  end if;
  if close_notice.outcome = 'done' then
    perform retention._letter_sent(was.recipient, retention._letter_dated(was.recipient, was.payload), was.request_id);
  end if;
  perform retention._append_evidence('notice closed', jsonb_build_object('notice', notice_id, 'recipient', told, 'outcome', outcome), note);
end
$$;


ALTER FUNCTION retention.close_notice(notice_id bigint, outcome text, note text) OWNER TO pristina_retention_owner;

--
-- Name: complete_request(bigint, text); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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
    -- What a hold keeps is not to be erased again before somebody has placed the hold again.
    if not exists (select from jsonb_to_recordset(remains) as r (reason text) where r.reason = 'held') then
      perform retention._enter_request(request, becomes = 'completed');
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


ALTER FUNCTION retention.complete_request(request_id bigint, note text) OWNER TO pristina_retention_owner;

--
-- Name: count_api_keys(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.count_api_keys(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
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
    from retention.api_keys_fate as f
    where (f.erase_at <= as_of)
  ) as backlog
$$;


ALTER FUNCTION retention.count_api_keys(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO pristina_retention_owner;

--
-- Name: count_api_usage(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.count_api_usage(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
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
    from retention.api_usage_fate as f
    where (f.erase_at <= as_of or f.due_at <= as_of)
  ) as backlog
$$;


ALTER FUNCTION retention.count_api_usage(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO pristina_retention_owner;

--
-- Name: count_api_usage_daily(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.count_api_usage_daily(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
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
        else 'due'
      end as state
    from retention.api_usage_daily_fate as f
    where (f.erase_at <= as_of)
  ) as backlog
$$;


ALTER FUNCTION retention.count_api_usage_daily(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO pristina_retention_owner;

--
-- Name: count_auth_login_events(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.count_auth_login_events(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
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
    from retention.auth_login_events_fate as f
    where (f.erase_at <= as_of or f.due_at <= as_of)
  ) as backlog
$$;


ALTER FUNCTION retention.count_auth_login_events(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO pristina_retention_owner;

--
-- Name: count_business_removal_requests(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.count_business_removal_requests(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
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
    from retention.business_removal_requests_fate as f
    where (f.due_at <= as_of and f.review is distinct from 'keep')
  ) as backlog
$$;


ALTER FUNCTION retention.count_business_removal_requests(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO pristina_retention_owner;

--
-- Name: count_error_events(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.count_error_events(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
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
    from retention.error_events_fate as f
    where (f.erase_at <= as_of or f.due_at <= as_of)
  ) as backlog
$$;


ALTER FUNCTION retention.count_error_events(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO pristina_retention_owner;

--
-- Name: count_export_requests(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.count_export_requests(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
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
    from retention.export_requests_fate as f
    where (f.erase_at <= as_of)
  ) as backlog
$$;


ALTER FUNCTION retention.count_export_requests(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO pristina_retention_owner;

--
-- Name: count_invoices(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.count_invoices(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
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
        when coalesce(f.erase_at > as_of, true) and coalesce(f.interim_1_at > as_of, true) and f.deferred_by is not null then 'deferred'
        when coalesce(f.erase_at > as_of, true) and coalesce(f.interim_1_at > as_of, true) and f.review is distinct from 'dispose' then 'review'
        else 'due'
      end as state
    from retention.invoices_fate as f
    where (f.erase_at <= as_of or f.interim_1_at <= as_of or f.due_at <= as_of and f.review is distinct from 'keep')
  ) as backlog
$$;


ALTER FUNCTION retention.count_invoices(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO pristina_retention_owner;

--
-- Name: count_saved_searches(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.count_saved_searches(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
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
    from retention.saved_searches_fate as f
    where (f.erase_at <= as_of)
  ) as backlog
$$;


ALTER FUNCTION retention.count_saved_searches(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO pristina_retention_owner;

--
-- Name: count_search_usage(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.count_search_usage(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
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
    from retention.search_usage_fate as f
    where (f.erase_at <= as_of or f.due_at <= as_of)
  ) as backlog
$$;


ALTER FUNCTION retention.count_search_usage(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO pristina_retention_owner;

--
-- Name: count_search_usage_daily(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.count_search_usage_daily(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
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
        else 'due'
      end as state
    from retention.search_usage_daily_fate as f
    where (f.erase_at <= as_of)
  ) as backlog
$$;


ALTER FUNCTION retention.count_search_usage_daily(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO pristina_retention_owner;

--
-- Name: count_subscriptions(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention.count_subscriptions(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO pristina_retention_owner;

--
-- Name: count_upgrade_intent_events(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.count_upgrade_intent_events(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
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
    from retention.upgrade_intent_events_fate as f
    where (f.erase_at <= as_of or f.due_at <= as_of)
  ) as backlog
$$;


ALTER FUNCTION retention.count_upgrade_intent_events(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO pristina_retention_owner;

--
-- Name: count_user_activity_log(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.count_user_activity_log(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
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
    from retention.user_activity_log_fate as f
    where (f.erase_at <= as_of or f.due_at <= as_of)
  ) as backlog
$$;


ALTER FUNCTION retention.count_user_activity_log(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO pristina_retention_owner;

--
-- Name: count_users(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.count_users(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
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
    from retention.users_fate as f
    where (f.erase_at <= as_of)
  ) as backlog
$$;


ALTER FUNCTION retention.count_users(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO pristina_retention_owner;

--
-- Name: count_watches(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.count_watches(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) RETURNS record
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
    from retention.watches_fate as f
    where (f.erase_at <= as_of)
  ) as backlog
$$;


ALTER FUNCTION retention.count_watches(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO pristina_retention_owner;

--
-- Name: counted(date); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.counted(day date) RETURNS date
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select case when day > '4000-01-01 BC' and day < '100000-01-01' then day end $$;


ALTER FUNCTION retention.counted(day date) OWNER TO pristina_retention_owner;

--
-- Name: counted(timestamp without time zone); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.counted(at timestamp without time zone) RETURNS timestamp with time zone
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select case when at > '4000-01-01 00:00:00 BC' and at < '100000-01-01 00:00:00' then at at time zone 'UTC' end $$;


ALTER FUNCTION retention.counted(at timestamp without time zone) OWNER TO pristina_retention_owner;

--
-- Name: counted(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.counted(at timestamp with time zone) RETURNS timestamp with time zone
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select case when at > '4000-01-01 00:00:00+00 BC' and at < '100000-01-01 00:00:00+00' then at end $$;


ALTER FUNCTION retention.counted(at timestamp with time zone) OWNER TO pristina_retention_owner;

--
-- Name: deadline(date, interval, integer, boolean, text, integer); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention.deadline(event_day date, period interval, business_days integer, rolls boolean, region text, paused_days integer) OWNER TO pristina_retention_owner;

--
-- Name: decide_notice(bigint, text, jsonb, text, text); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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
  if decision = 'tell' then
    perform retention._write_hold_letter(hold_id, subject_table, subject_key);
  end if;
end
$$;


ALTER FUNCTION retention.decide_notice(hold_id bigint, subject_table text, subject_key jsonb, decision text, note text) OWNER TO pristina_retention_owner;

--
-- Name: deny_request(bigint, text); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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
  if request.right_name = 'erasure' then
    perform retention._strike_from_ledger(request.subject_table, request.subject_key);
  end if;
  perform retention._append_evidence('request denied', retention._request_facts(request), reason);
end
$$;


ALTER FUNCTION retention.deny_request(request_id bigint, reason text) OWNER TO pristina_retention_owner;

--
-- Name: disarm(text, text); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention.disarm(class_name text, note text) OWNER TO pristina_retention_owner;

--
-- Name: dispose_api_usage(bigint, timestamp with time zone, boolean, text, jsonb, integer); Type: FUNCTION; Schema: retention; Owner: pristina_retention_disposer
--

CREATE FUNCTION retention.dispose_api_usage(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
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
  key_1 timestamp with time zone[];
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
  select array_agg(f.created_at), array_agg(f.id), count(*), (array_agg(jsonb_build_array(f.cutoff_value, f.created_at, f.id) order by f.cutoff_value desc, f.created_at desc, f.id desc))[1]
  into key_1, key_2, taken, next_position
  from (
    select f.cutoff_value, f.created_at, f.id
    from retention.api_usage_fate as f
    where f.due_at <= as_of
      and f.cutoff_value < retention.latest_cutoff(as_of, interval 'P90D')
      and ("position" is null or (f.cutoff_value, f.created_at, f.id) > (("position" ->> 0)::timestamp with time zone, ("position" ->> 1)::timestamp with time zone, ("position" ->> 2)::uuid))
    order by f.cutoff_value, f.created_at, f.id
    limit batch_rows
  ) as f;
  disposed := 0;
  if taken = 0 then
    return;
  end if;

  begin
    -- 2. Lock them, passing by what somebody else is working on.
    select array_agg(r.created_at), array_agg(r.id)
    into key_1, key_2
    from (
      select r.created_at, r.id
      from public.api_usage as r
      join unnest(key_1, key_2) as k (created_at, id) on r.created_at = k.created_at and r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. What is on hold stays.
    if retention._anything_on_hold() then
      select array_agg(k.created_at), array_agg(k.id)
      into key_1, key_2
      from unnest(key_1, key_2) as k (created_at, id)
      where not exists (select from retention.api_usage_held as held where held.created_at = k.created_at and held.id = k.id);
    end if;

    -- 4. Look again, now that nobody can change them: only what is still due and free goes.
    select array_agg(f.created_at order by f.created_at, f.id), array_agg(f.id order by f.created_at, f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.created_at, f.id)::text, ',' order by f.created_at, f.id)), count(*)
    into key_1, key_2, from_start, to_start, digest, disposed
    from retention.api_usage_fate as f
    join unnest(key_1, key_2) as k (created_at, id) on f.created_at = k.created_at and f.id = k.id
    where f.due_at <= as_of;

    if disposed > 0 then
      -- Dynamic, since ON CONFLICT takes no table's name before a column, and would take a variable of ours for it.
      execute $rollup$
        insert into public.api_usage_daily as total (day, user_id, endpoint, n, errors)
        select date_trunc('day', r.created_at at time zone 'Europe/Belgrade')::date, r.user_id, r.endpoint, count(*), count(*) filter (where r.status >= 500)
        from public.api_usage as r
        join unnest($1, $2) as k (created_at, id) on r.created_at = k.created_at and r.id = k.id
        group by 1, 2, 3
        on conflict (day, user_id, endpoint) do update
        set n = total.n + excluded.n, errors = total.errors + excluded.errors
      $rollup$ using key_1, key_2;
      delete from retention.api_usage_act as l using unnest(key_1, key_2) as k (created_at, id) where l.created_at = k.created_at and l.id = k.id;
      delete from public.api_usage as r using unnest(key_1, key_2) as k (created_at, id) where r.created_at = k.created_at and r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.api_usage', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.api_usage', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('disposal', jsonb_build_object(
        'class', 'api_usage', 'stage', 'dispose', 'clauses', '["X-11"]'::jsonb, 'policy_version', '1.0',
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


ALTER FUNCTION retention.dispose_api_usage(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO pristina_retention_disposer;

--
-- Name: dispose_auth_login_events(bigint, timestamp with time zone, boolean, text, jsonb, integer); Type: FUNCTION; Schema: retention; Owner: pristina_retention_disposer
--

CREATE FUNCTION retention.dispose_auth_login_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
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
  select array_agg(f.id), count(*), (array_agg(jsonb_build_array(f.cutoff_value, f.id) order by f.cutoff_value desc, f.id desc))[1]
  into key_1, taken, next_position
  from (
    select f.cutoff_value, f.id
    from retention.auth_login_events_fate as f
    where f.due_at <= as_of
      and f.cutoff_value < retention.latest_cutoff(as_of, interval 'P180D')
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
      from public.auth_login_events as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. What is on hold stays.
    if retention._anything_on_hold() then
      select array_agg(k.id)
      into key_1
      from unnest(key_1) as k (id)
      where not exists (select from retention.auth_login_events_held as held where held.id = k.id);
    end if;

    -- 4. Look again, now that nobody can change them: only what is still due and free goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.auth_login_events_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.due_at <= as_of;

    if disposed > 0 then
      delete from retention.auth_login_events_act as l using unnest(key_1) as k (id) where l.id = k.id;
      delete from public.auth_login_events as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.auth_login_events', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.auth_login_events', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('disposal', jsonb_build_object(
        'class', 'auth_login_events', 'stage', 'dispose', 'clauses', '["X-07","X-18","X-19"]'::jsonb, 'policy_version', '1.0',
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


ALTER FUNCTION retention.dispose_auth_login_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO pristina_retention_disposer;

--
-- Name: dispose_business_removal_requests(bigint, timestamp with time zone, boolean, text, jsonb, integer); Type: FUNCTION; Schema: retention; Owner: pristina_retention_disposer
--

CREATE FUNCTION retention.dispose_business_removal_requests(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
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
  select array_agg(f.id), count(*), (array_agg(jsonb_build_array(f.cutoff_value, f.id) order by f.cutoff_value desc, f.id desc))[1]
  into key_1, taken, next_position
  from (
    select f.cutoff_value, f.id
    from retention.business_removal_requests_fate as f
    where f.due_at <= as_of
      and f.review = 'dispose'
      and f.cutoff_value < retention.latest_cutoff(as_of, interval 'P90D')
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
      from public.business_removal_requests as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. What is on hold stays.
    if retention._anything_on_hold() then
      select array_agg(k.id)
      into key_1
      from unnest(key_1) as k (id)
      where not exists (select from retention.business_removal_requests_held as held where held.id = k.id);
    end if;

    -- 4. Look again, now that nobody can change them: only what is still due and free goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.business_removal_requests_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.due_at <= as_of
      and f.review = 'dispose';

    if disposed > 0 then
      -- For document store: written down before the act, by the columns that it knows.
      perform retention._tell(
        'document store', 'public.business_removal_requests', jsonb_build_object('id_document_url', r.id_document_url),
        null::jsonb
      )
      from public.business_removal_requests as r
      join unnest(key_1) as k (id) on r.id = k.id
      where r.id_document_url is not null;
      get diagnostics n = row_count;
      told := told || jsonb_build_object('document store', coalesce((told ->> 'document store')::bigint, 0) + n);
      delete from public.removal_request_audit as c
      using public.business_removal_requests as r
      join unnest(key_1) as k (id) on r.id = k.id
      where c.request_id = r.id;
      get diagnostics n = row_count;
      counts := counts || jsonb_build_object('public.removal_request_audit', n);
      delete from retention.business_removal_requests_review as l using unnest(key_1) as k (id) where l.id = k.id;
      delete from public.business_removal_requests as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.business_removal_requests', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.business_removal_requests', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('disposal', jsonb_build_object(
        'class', 'business_removal_requests', 'stage', 'dispose', 'clauses', '["X-13"]'::jsonb, 'policy_version', '1.0',
        'run', of_run, 'as_of', as_of, 'rows', counts, 'told', told, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
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


ALTER FUNCTION retention.dispose_business_removal_requests(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO pristina_retention_disposer;

--
-- Name: dispose_error_events(bigint, timestamp with time zone, boolean, text, jsonb, integer); Type: FUNCTION; Schema: retention; Owner: pristina_retention_disposer
--

CREATE FUNCTION retention.dispose_error_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
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
    from retention.error_events_fate as f
    where f.due_at <= as_of
      and f.cutoff_value < retention.latest_cutoff(as_of, interval 'P180D')
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
      from public.error_events as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. What is on hold stays.
    if retention._anything_on_hold() then
      select array_agg(k.id)
      into key_1
      from unnest(key_1) as k (id)
      where not exists (select from retention.error_events_held as held where held.id = k.id);
    end if;

    -- 4. Look again, now that nobody can change them: only what is still due and free goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.error_events_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.due_at <= as_of;

    if disposed > 0 then
      delete from retention.error_events_act as l using unnest(key_1) as k (id) where l.id = k.id;
      delete from public.error_events as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.error_events', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.error_events', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('disposal', jsonb_build_object(
        'class', 'error_events', 'stage', 'dispose', 'clauses', '["X-09"]'::jsonb, 'policy_version', '1.0',
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


ALTER FUNCTION retention.dispose_error_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO pristina_retention_disposer;

--
-- Name: dispose_invoices(bigint, timestamp with time zone, boolean, text, jsonb, integer); Type: FUNCTION; Schema: retention; Owner: pristina_retention_disposer
--

CREATE FUNCTION retention.dispose_invoices(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
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
    from retention.invoices_fate as f
    where f.due_at <= as_of
      and f.review = 'dispose'
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
      from public.invoices as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. What is on hold stays.
    if retention._anything_on_hold() then
      select array_agg(k.id)
      into key_1
      from unnest(key_1) as k (id)
      where not exists (select from retention.invoices_held as held where held.id = k.id);
    end if;

    -- 4. Look again, now that nobody can change them: only what is still due and free goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.invoices_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.due_at <= as_of
      and f.review = 'dispose';

    if disposed > 0 then
      delete from public.payments as c
      using public.invoices as r
      join unnest(key_1) as k (id) on r.id = k.id
      where c.invoice_id = r.id;
      get diagnostics n = row_count;
      counts := counts || jsonb_build_object('public.payments', n);
      delete from retention.invoices_act as l using unnest(key_1) as k (id) where l.id = k.id;
      delete from retention.invoices_review as l using unnest(key_1) as k (id) where l.id = k.id;
      delete from public.invoices as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.invoices', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.invoices', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('disposal', jsonb_build_object(
        'class', 'invoices', 'stage', 'dispose', 'clauses', '["X-06"]'::jsonb, 'policy_version', '1.0',
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


ALTER FUNCTION retention.dispose_invoices(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO pristina_retention_disposer;

--
-- Name: dispose_of_images(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention.dispose_of_images() OWNER TO pristina_retention_owner;

--
-- Name: dispose_search_usage(bigint, timestamp with time zone, boolean, text, jsonb, integer); Type: FUNCTION; Schema: retention; Owner: pristina_retention_disposer
--

CREATE FUNCTION retention.dispose_search_usage(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
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
    from retention.search_usage_fate as f
    where f.due_at <= as_of
      and f.cutoff_value < retention.latest_cutoff(as_of, interval 'P90D')
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
      from public.search_usage as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. What is on hold stays.
    if retention._anything_on_hold() then
      select array_agg(k.id)
      into key_1
      from unnest(key_1) as k (id)
      where not exists (select from retention.search_usage_held as held where held.id = k.id);
    end if;

    -- 4. Look again, now that nobody can change them: only what is still due and free goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.search_usage_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.due_at <= as_of;

    if disposed > 0 then
      -- Dynamic, since ON CONFLICT takes no table's name before a column, and would take a variable of ours for it.
      execute $rollup$
        insert into public.search_usage_daily as total (day, user_id, n)
        select date_trunc('day', r.created_at at time zone 'Europe/Belgrade')::date, r.user_id, count(*)
        from public.search_usage as r
        join unnest($1) as k (id) on r.id = k.id
        group by 1, 2
        on conflict (day, user_id) do update
        set n = total.n + excluded.n
      $rollup$ using key_1;
      delete from retention.search_usage_act as l using unnest(key_1) as k (id) where l.id = k.id;
      delete from public.search_usage as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.search_usage', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.search_usage', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('disposal', jsonb_build_object(
        'class', 'search_usage', 'stage', 'dispose', 'clauses', '["X-11"]'::jsonb, 'policy_version', '1.0',
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


ALTER FUNCTION retention.dispose_search_usage(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO pristina_retention_disposer;

--
-- Name: dispose_subscriptions(bigint, timestamp with time zone, boolean, text, jsonb, integer); Type: FUNCTION; Schema: retention; Owner: pristina_retention_disposer
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
  select array_agg(f.id), count(*), (array_agg(jsonb_build_array(f.cutoff_value, f.id) order by f.cutoff_value desc, f.id desc))[1]
  into key_1, taken, next_position
  from (
    select f.cutoff_value, f.id
    from retention.subscriptions_fate as f
    where f.due_at <= as_of
      and f.cutoff_value < retention.latest_cutoff(as_of, interval 'PT0H')
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
      from public.subscriptions as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. What is on hold stays.
    if retention._anything_on_hold() then
      select array_agg(k.id)
      into key_1
      from unnest(key_1) as k (id)
      where not exists (select from retention.subscriptions_held as held where held.id = k.id);
    end if;

    -- 4. Look again, now that nobody can change them: only what is still due and free goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.subscriptions_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.due_at <= as_of
      and f.deferred_by is null;

    if disposed > 0 then
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
        'class', 'subscriptions', 'stage', 'dispose', 'clauses', '["X-05"]'::jsonb, 'policy_version', '1.0',
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


ALTER FUNCTION retention.dispose_subscriptions(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO pristina_retention_disposer;

--
-- Name: dispose_upgrade_intent_events(bigint, timestamp with time zone, boolean, text, jsonb, integer); Type: FUNCTION; Schema: retention; Owner: pristina_retention_disposer
--

CREATE FUNCTION retention.dispose_upgrade_intent_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
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
    from retention.upgrade_intent_events_fate as f
    where f.due_at <= as_of
      and f.cutoff_value < retention.latest_cutoff(as_of, interval 'P180D')
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
      from public.upgrade_intent_events as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. What is on hold stays.
    if retention._anything_on_hold() then
      select array_agg(k.id)
      into key_1
      from unnest(key_1) as k (id)
      where not exists (select from retention.upgrade_intent_events_held as held where held.id = k.id);
    end if;

    -- 4. Look again, now that nobody can change them: only what is still due and free goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.upgrade_intent_events_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.due_at <= as_of;

    if disposed > 0 then
      delete from retention.upgrade_intent_events_act as l using unnest(key_1) as k (id) where l.id = k.id;
      delete from public.upgrade_intent_events as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.upgrade_intent_events', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.upgrade_intent_events', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('disposal', jsonb_build_object(
        'class', 'upgrade_intent_events', 'stage', 'dispose', 'clauses', '["X-10"]'::jsonb, 'policy_version', '1.0',
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


ALTER FUNCTION retention.dispose_upgrade_intent_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO pristina_retention_disposer;

--
-- Name: dispose_user_activity_log(bigint, timestamp with time zone, boolean, text, jsonb, integer); Type: FUNCTION; Schema: retention; Owner: pristina_retention_disposer
--

CREATE FUNCTION retention.dispose_user_activity_log(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
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
  select array_agg(f.id), count(*), (array_agg(jsonb_build_array(f.cutoff_value, f.id) order by f.cutoff_value desc, f.id desc))[1]
  into key_1, taken, next_position
  from (
    select f.cutoff_value, f.id
    from retention.user_activity_log_fate as f
    where f.due_at <= as_of
      and f.cutoff_value < retention.latest_cutoff(as_of, interval 'P180D')
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
      from public.user_activity_log as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. What is on hold stays.
    if retention._anything_on_hold() then
      select array_agg(k.id)
      into key_1
      from unnest(key_1) as k (id)
      where not exists (select from retention.user_activity_log_held as held where held.id = k.id);
    end if;

    -- 4. Look again, now that nobody can change them: only what is still due and free goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.user_activity_log_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.due_at <= as_of;

    if disposed > 0 then
      delete from retention.user_activity_log_act as l using unnest(key_1) as k (id) where l.id = k.id;
      delete from public.user_activity_log as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.user_activity_log', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.user_activity_log', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('disposal', jsonb_build_object(
        'class', 'user_activity_log', 'stage', 'dispose', 'clauses', '["X-08","X-18","X-19"]'::jsonb, 'policy_version', '1.0',
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


ALTER FUNCTION retention.dispose_user_activity_log(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO pristina_retention_disposer;

--
-- Name: due(date, interval); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.due(start date, period interval) RETURNS timestamp with time zone
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select ((start + period) + interval '1 day') at time zone 'Europe/Belgrade' $$;


ALTER FUNCTION retention.due(start date, period interval) OWNER TO pristina_retention_owner;

--
-- Name: due(timestamp with time zone, interval); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.due(start timestamp with time zone, period interval) RETURNS timestamp with time zone
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select ((start at time zone 'Europe/Belgrade') + period) at time zone 'Europe/Belgrade' $$;


ALTER FUNCTION retention.due(start timestamp with time zone, period interval) OWNER TO pristina_retention_owner;

--
-- Name: end_of(text, interval, interval, date); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.end_of(unit text, length interval, shift interval, day date) RETURNS timestamp with time zone
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select (date_trunc(unit, day::timestamp - shift) + length + shift) at time zone 'Europe/Belgrade' $$;


ALTER FUNCTION retention.end_of(unit text, length interval, shift interval, day date) OWNER TO pristina_retention_owner;

--
-- Name: end_of(text, interval, interval, timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.end_of(unit text, length interval, shift interval, at timestamp with time zone) RETURNS timestamp with time zone
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select (date_trunc(unit, (at at time zone 'Europe/Belgrade') - shift) + length + shift) at time zone 'Europe/Belgrade' $$;


ALTER FUNCTION retention.end_of(unit text, length interval, shift interval, at timestamp with time zone) OWNER TO pristina_retention_owner;

--
-- Name: end_of_day(date); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.end_of_day(day date) RETURNS timestamp with time zone
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select (day + 1)::timestamp at time zone 'Europe/Belgrade' $$;


ALTER FUNCTION retention.end_of_day(day date) OWNER TO pristina_retention_owner;

--
-- Name: erase_api_keys(bigint, timestamp with time zone, boolean, text, jsonb, integer, jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_disposer
--

CREATE FUNCTION retention.erase_api_keys(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb DEFAULT NULL::jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
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
      from retention.api_keys_fate as f
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
      from public.api_keys as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. What is on hold stays.
    if retention._anything_on_hold() then
      select array_agg(k.id)
      into key_1
      from unnest(key_1) as k (id)
      where not exists (select from retention.api_keys_held as held where held.id = k.id);
    end if;

    -- 4. Look again, now that nobody can change them: only what is still due and free goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.api_keys_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.erase_at <= as_of;

    if disposed > 0 then
      delete from public.api_keys as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.api_keys', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.api_keys', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('erasure', jsonb_build_object(
        'class', 'api_keys', 'stage', 'erase', 'clauses', '["X-04"]'::jsonb, 'policy_version', '1.0',
        case when of_run < 0 then 'request' when of_rows is null then 'run' else 'replay' end, abs(of_run), 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
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


ALTER FUNCTION retention.erase_api_keys(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO pristina_retention_disposer;

--
-- Name: erase_api_usage(bigint, timestamp with time zone, boolean, text, jsonb, integer, jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_disposer
--

CREATE FUNCTION retention.erase_api_usage(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb DEFAULT NULL::jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
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
    select array_agg(f.created_at), array_agg(f.id), count(*), (array_agg(jsonb_build_array(f.created_at, f.id) order by f.created_at desc, f.id desc))[1]
    into key_1, key_2, taken, next_position
    from (
      select f.created_at, f.id
      from retention.api_usage_fate as f
      where f.erase_at <= as_of
        and ("position" is null or (f.created_at, f.id) > (("position" ->> 0)::timestamp with time zone, ("position" ->> 1)::uuid))
      order by f.created_at, f.id
      limit batch_rows
    ) as f;
  else
    -- Those that an erasure has found, by the ways that lead to its person.
    select array_agg((given.row_key ->> 0)::timestamp with time zone), array_agg((given.row_key ->> 1)::uuid), count(*), jsonb_agg(given.row_key) -> -1
    into key_1, key_2, taken, next_position
    from jsonb_array_elements(of_rows) as given (row_key);
  end if;
  disposed := 0;
  if taken = 0 then
    return;
  end if;

  begin
    -- 2. Lock them, passing by what somebody else is working on.
    select array_agg(r.created_at), array_agg(r.id)
    into key_1, key_2
    from (
      select r.created_at, r.id
      from public.api_usage as r
      join unnest(key_1, key_2) as k (created_at, id) on r.created_at = k.created_at and r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. What is on hold stays.
    if retention._anything_on_hold() then
      select array_agg(k.created_at), array_agg(k.id)
      into key_1, key_2
      from unnest(key_1, key_2) as k (created_at, id)
      where not exists (select from retention.api_usage_held as held where held.created_at = k.created_at and held.id = k.id);
    end if;

    -- 4. Look again, now that nobody can change them: only what is still due and free goes.
    select array_agg(f.created_at order by f.created_at, f.id), array_agg(f.id order by f.created_at, f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.created_at, f.id)::text, ',' order by f.created_at, f.id)), count(*)
    into key_1, key_2, from_start, to_start, digest, disposed
    from retention.api_usage_fate as f
    join unnest(key_1, key_2) as k (created_at, id) on f.created_at = k.created_at and f.id = k.id
    where f.erase_at <= as_of;

    if disposed > 0 then
      insert into retention.api_usage_act (created_at, id, stage, done_at, started_at, ground)
      select f.created_at, f.id, 'erase', as_of, f.started_at, null
      from retention.api_usage_fate as f
      join unnest(key_1, key_2) as k (created_at, id) on f.created_at = k.created_at and f.id = k.id
      on conflict do nothing;
      update public.api_usage as r
      set user_id = null,
        api_key_id = null
      from unnest(key_1, key_2) as k (created_at, id)
      where r.created_at = k.created_at and r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.api_usage', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.api_usage', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('erasure', jsonb_build_object(
        'class', 'api_usage', 'stage', 'erase', 'clauses', '["X-11"]'::jsonb, 'policy_version', '1.0',
        case when of_run < 0 then 'request' when of_rows is null then 'run' else 'replay' end, abs(of_run), 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
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


ALTER FUNCTION retention.erase_api_usage(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO pristina_retention_disposer;

--
-- Name: erase_api_usage_daily(bigint, timestamp with time zone, boolean, text, jsonb, integer, jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_disposer
--

CREATE FUNCTION retention.erase_api_usage_daily(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb DEFAULT NULL::jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
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
      from retention.api_usage_daily_fate as f
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
      from public.api_usage_daily as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. What is on hold stays.
    if retention._anything_on_hold() then
      select array_agg(k.id)
      into key_1
      from unnest(key_1) as k (id)
      where not exists (select from retention.api_usage_daily_held as held where held.id = k.id);
    end if;

    -- 4. Look again, now that nobody can change them: only what is still due and free goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.api_usage_daily_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.erase_at <= as_of;

    if disposed > 0 then
      insert into retention.api_usage_daily_act (id, stage, done_at, started_at, ground)
      select f.id, 'erase', as_of, f.started_at, null
      from retention.api_usage_daily_fate as f
      join unnest(key_1) as k (id) on f.id = k.id
      on conflict do nothing;
      update public.api_usage_daily as r
      set user_id = null
      from unnest(key_1) as k (id)
      where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.api_usage_daily', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.api_usage_daily', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('erasure', jsonb_build_object(
        'class', 'api_usage_daily', 'stage', 'erase', 'clauses', '["X-11"]'::jsonb, 'policy_version', '1.0',
        case when of_run < 0 then 'request' when of_rows is null then 'run' else 'replay' end, abs(of_run), 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
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


ALTER FUNCTION retention.erase_api_usage_daily(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO pristina_retention_disposer;

--
-- Name: erase_auth_login_events(bigint, timestamp with time zone, boolean, text, jsonb, integer, jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_disposer
--

CREATE FUNCTION retention.erase_auth_login_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb DEFAULT NULL::jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
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
      from retention.auth_login_events_fate as f
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
      from public.auth_login_events as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. What is on hold stays.
    if retention._anything_on_hold() then
      select array_agg(k.id)
      into key_1
      from unnest(key_1) as k (id)
      where not exists (select from retention.auth_login_events_held as held where held.id = k.id);
    end if;

    -- 4. Look again, now that nobody can change them: only what is still due and free goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.auth_login_events_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.erase_at <= as_of;

    if disposed > 0 then
      insert into retention.auth_login_events_act (id, stage, done_at, started_at, ground)
      select f.id, 'erase', as_of, f.started_at, null
      from retention.auth_login_events_fate as f
      join unnest(key_1) as k (id) on f.id = k.id
      on conflict do nothing;
      update public.auth_login_events as r
      set ip_hash = coalesce(retention.pseudonym(r.ip::text, of_run, false), r.ip_hash),
        ip = null,
        user_id = null
      from unnest(key_1) as k (id)
      where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.auth_login_events', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.auth_login_events', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('erasure', jsonb_build_object(
        'class', 'auth_login_events', 'stage', 'erase', 'clauses', '["X-07","X-18","X-19"]'::jsonb, 'policy_version', '1.0',
        case when of_run < 0 then 'request' when of_rows is null then 'run' else 'replay' end, abs(of_run), 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
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


ALTER FUNCTION retention.erase_auth_login_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO pristina_retention_disposer;

--
-- Name: erase_error_events(bigint, timestamp with time zone, boolean, text, jsonb, integer, jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_disposer
--

CREATE FUNCTION retention.erase_error_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb DEFAULT NULL::jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
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
      from retention.error_events_fate as f
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
      from public.error_events as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. What is on hold stays.
    if retention._anything_on_hold() then
      select array_agg(k.id)
      into key_1
      from unnest(key_1) as k (id)
      where not exists (select from retention.error_events_held as held where held.id = k.id);
    end if;

    -- 4. Look again, now that nobody can change them: only what is still due and free goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.error_events_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.erase_at <= as_of;

    if disposed > 0 then
      insert into retention.error_events_act (id, stage, done_at, started_at, ground)
      select f.id, 'erase', as_of, f.started_at, null
      from retention.error_events_fate as f
      join unnest(key_1) as k (id) on f.id = k.id
      on conflict do nothing;
      update public.error_events as r
      set user_id = null,
        context = null
      from unnest(key_1) as k (id)
      where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.error_events', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.error_events', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('erasure', jsonb_build_object(
        'class', 'error_events', 'stage', 'erase', 'clauses', '["X-09"]'::jsonb, 'policy_version', '1.0',
        case when of_run < 0 then 'request' when of_rows is null then 'run' else 'replay' end, abs(of_run), 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
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


ALTER FUNCTION retention.erase_error_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO pristina_retention_disposer;

--
-- Name: erase_export_requests(bigint, timestamp with time zone, boolean, text, jsonb, integer, jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_disposer
--

CREATE FUNCTION retention.erase_export_requests(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb DEFAULT NULL::jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
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
      from retention.export_requests_fate as f
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
      from public.export_requests as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. What is on hold stays.
    if retention._anything_on_hold() then
      select array_agg(k.id)
      into key_1
      from unnest(key_1) as k (id)
      where not exists (select from retention.export_requests_held as held where held.id = k.id);
    end if;

    -- 4. Look again, now that nobody can change them: only what is still due and free goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.export_requests_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.erase_at <= as_of;

    if disposed > 0 then
      delete from public.export_requests as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.export_requests', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.export_requests', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('erasure', jsonb_build_object(
        'class', 'export_requests', 'stage', 'erase', 'clauses', '["X-27"]'::jsonb, 'policy_version', '1.0',
        case when of_run < 0 then 'request' when of_rows is null then 'run' else 'replay' end, abs(of_run), 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
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


ALTER FUNCTION retention.erase_export_requests(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO pristina_retention_disposer;

--
-- Name: erase_invoices(bigint, timestamp with time zone, boolean, text, jsonb, integer, jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_disposer
--

CREATE FUNCTION retention.erase_invoices(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb DEFAULT NULL::jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
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
      from retention.invoices_fate as f
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
      from public.invoices as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. What is on hold stays.
    if retention._anything_on_hold() then
      select array_agg(k.id)
      into key_1
      from unnest(key_1) as k (id)
      where not exists (select from retention.invoices_held as held where held.id = k.id);
    end if;

    -- 4. Look again, now that nobody can change them: only what is still due and free goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.invoices_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.erase_at <= as_of;

    if disposed > 0 then
      insert into retention.invoices_act (id, stage, done_at, started_at, ground)
      select f.id, 'erase', as_of, f.started_at, 'legal obligation'
      from retention.invoices_fate as f
      join unnest(key_1) as k (id) on f.id = k.id
      on conflict do nothing;
      update public.invoices as r
      set user_id = null
      from unnest(key_1) as k (id)
      where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.invoices', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.invoices', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('erasure', jsonb_build_object(
        'class', 'invoices', 'stage', 'erase', 'clauses', '["X-06"]'::jsonb, 'policy_version', '1.0',
        case when of_run < 0 then 'request' when of_rows is null then 'run' else 'replay' end, abs(of_run), 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
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


ALTER FUNCTION retention.erase_invoices(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO pristina_retention_disposer;

--
-- Name: erase_saved_searches(bigint, timestamp with time zone, boolean, text, jsonb, integer, jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_disposer
--

CREATE FUNCTION retention.erase_saved_searches(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb DEFAULT NULL::jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
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
      from retention.saved_searches_fate as f
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
      from public.saved_searches as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. What is on hold stays.
    if retention._anything_on_hold() then
      select array_agg(k.id)
      into key_1
      from unnest(key_1) as k (id)
      where not exists (select from retention.saved_searches_held as held where held.id = k.id);
    end if;

    -- 4. Look again, now that nobody can change them: only what is still due and free goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.saved_searches_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.erase_at <= as_of;

    if disposed > 0 then
      delete from public.saved_searches as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.saved_searches', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.saved_searches', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('erasure', jsonb_build_object(
        'class', 'saved_searches', 'stage', 'erase', 'clauses', '["X-12"]'::jsonb, 'policy_version', '1.0',
        case when of_run < 0 then 'request' when of_rows is null then 'run' else 'replay' end, abs(of_run), 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
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


ALTER FUNCTION retention.erase_saved_searches(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO pristina_retention_disposer;

--
-- Name: erase_search_usage(bigint, timestamp with time zone, boolean, text, jsonb, integer, jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_disposer
--

CREATE FUNCTION retention.erase_search_usage(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb DEFAULT NULL::jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
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
      from retention.search_usage_fate as f
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
      from public.search_usage as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. What is on hold stays.
    if retention._anything_on_hold() then
      select array_agg(k.id)
      into key_1
      from unnest(key_1) as k (id)
      where not exists (select from retention.search_usage_held as held where held.id = k.id);
    end if;

    -- 4. Look again, now that nobody can change them: only what is still due and free goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.search_usage_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.erase_at <= as_of;

    if disposed > 0 then
      insert into retention.search_usage_act (id, stage, done_at, started_at, ground)
      select f.id, 'erase', as_of, f.started_at, null
      from retention.search_usage_fate as f
      join unnest(key_1) as k (id) on f.id = k.id
      on conflict do nothing;
      update public.search_usage as r
      set user_id = null
      from unnest(key_1) as k (id)
      where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.search_usage', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.search_usage', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('erasure', jsonb_build_object(
        'class', 'search_usage', 'stage', 'erase', 'clauses', '["X-11"]'::jsonb, 'policy_version', '1.0',
        case when of_run < 0 then 'request' when of_rows is null then 'run' else 'replay' end, abs(of_run), 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
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


ALTER FUNCTION retention.erase_search_usage(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO pristina_retention_disposer;

--
-- Name: erase_search_usage_daily(bigint, timestamp with time zone, boolean, text, jsonb, integer, jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_disposer
--

CREATE FUNCTION retention.erase_search_usage_daily(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb DEFAULT NULL::jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
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
      from retention.search_usage_daily_fate as f
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
      from public.search_usage_daily as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. What is on hold stays.
    if retention._anything_on_hold() then
      select array_agg(k.id)
      into key_1
      from unnest(key_1) as k (id)
      where not exists (select from retention.search_usage_daily_held as held where held.id = k.id);
    end if;

    -- 4. Look again, now that nobody can change them: only what is still due and free goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.search_usage_daily_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.erase_at <= as_of;

    if disposed > 0 then
      insert into retention.search_usage_daily_act (id, stage, done_at, started_at, ground)
      select f.id, 'erase', as_of, f.started_at, null
      from retention.search_usage_daily_fate as f
      join unnest(key_1) as k (id) on f.id = k.id
      on conflict do nothing;
      update public.search_usage_daily as r
      set user_id = null
      from unnest(key_1) as k (id)
      where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.search_usage_daily', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.search_usage_daily', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('erasure', jsonb_build_object(
        'class', 'search_usage_daily', 'stage', 'erase', 'clauses', '["X-11"]'::jsonb, 'policy_version', '1.0',
        case when of_run < 0 then 'request' when of_rows is null then 'run' else 'replay' end, abs(of_run), 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
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


ALTER FUNCTION retention.erase_search_usage_daily(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO pristina_retention_disposer;

--
-- Name: erase_step(bigint); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention.erase_step(of_request bigint) OWNER TO pristina_retention_owner;

--
-- Name: erase_subscriptions(bigint, timestamp with time zone, boolean, text, jsonb, integer, jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_disposer
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

    -- 3. What is on hold stays.
    if retention._anything_on_hold() then
      select array_agg(k.id)
      into key_1
      from unnest(key_1) as k (id)
      where not exists (select from retention.subscriptions_held as held where held.id = k.id);
    end if;

    -- 4. Look again, now that nobody can change them: only what is still due and free goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.subscriptions_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.erase_at <= as_of;

    if disposed > 0 then
      insert into retention.subscriptions_act (id, stage, done_at, started_at, ground)
      select f.id, 'erase', as_of, f.started_at, null
      from retention.subscriptions_fate as f
      join unnest(key_1) as k (id) on f.id = k.id
      on conflict do nothing;
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
        'class', 'subscriptions', 'stage', 'erase', 'clauses', '["X-05"]'::jsonb, 'policy_version', '1.0',
        case when of_run < 0 then 'request' when of_rows is null then 'run' else 'replay' end, abs(of_run), 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
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


ALTER FUNCTION retention.erase_subscriptions(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO pristina_retention_disposer;

--
-- Name: erase_upgrade_intent_events(bigint, timestamp with time zone, boolean, text, jsonb, integer, jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_disposer
--

CREATE FUNCTION retention.erase_upgrade_intent_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb DEFAULT NULL::jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
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
      from retention.upgrade_intent_events_fate as f
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
      from public.upgrade_intent_events as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. What is on hold stays.
    if retention._anything_on_hold() then
      select array_agg(k.id)
      into key_1
      from unnest(key_1) as k (id)
      where not exists (select from retention.upgrade_intent_events_held as held where held.id = k.id);
    end if;

    -- 4. Look again, now that nobody can change them: only what is still due and free goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.upgrade_intent_events_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.erase_at <= as_of;

    if disposed > 0 then
      insert into retention.upgrade_intent_events_act (id, stage, done_at, started_at, ground)
      select f.id, 'erase', as_of, f.started_at, null
      from retention.upgrade_intent_events_fate as f
      join unnest(key_1) as k (id) on f.id = k.id
      on conflict do nothing;
      update public.upgrade_intent_events as r
      set user_id = null
      from unnest(key_1) as k (id)
      where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.upgrade_intent_events', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.upgrade_intent_events', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('erasure', jsonb_build_object(
        'class', 'upgrade_intent_events', 'stage', 'erase', 'clauses', '["X-10"]'::jsonb, 'policy_version', '1.0',
        case when of_run < 0 then 'request' when of_rows is null then 'run' else 'replay' end, abs(of_run), 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
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


ALTER FUNCTION retention.erase_upgrade_intent_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO pristina_retention_disposer;

--
-- Name: erase_user_activity_log(bigint, timestamp with time zone, boolean, text, jsonb, integer, jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_disposer
--

CREATE FUNCTION retention.erase_user_activity_log(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb DEFAULT NULL::jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
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
      from retention.user_activity_log_fate as f
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
      from public.user_activity_log as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. What is on hold stays.
    if retention._anything_on_hold() then
      select array_agg(k.id)
      into key_1
      from unnest(key_1) as k (id)
      where not exists (select from retention.user_activity_log_held as held where held.id = k.id);
    end if;

    -- 4. Look again, now that nobody can change them: only what is still due and free goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.user_activity_log_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.erase_at <= as_of;

    if disposed > 0 then
      insert into retention.user_activity_log_act (id, stage, done_at, started_at, ground)
      select f.id, 'erase', as_of, f.started_at, null
      from retention.user_activity_log_fate as f
      join unnest(key_1) as k (id) on f.id = k.id
      on conflict do nothing;
      update public.user_activity_log as r
      set ip_hash = coalesce(retention.pseudonym(r.ip::text, of_run, false), r.ip_hash),
        ip = null,
        user_id = null
      from unnest(key_1) as k (id)
      where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.user_activity_log', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.user_activity_log', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('erasure', jsonb_build_object(
        'class', 'user_activity_log', 'stage', 'erase', 'clauses', '["X-08","X-18","X-19"]'::jsonb, 'policy_version', '1.0',
        case when of_run < 0 then 'request' when of_rows is null then 'run' else 'replay' end, abs(of_run), 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
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


ALTER FUNCTION retention.erase_user_activity_log(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO pristina_retention_disposer;

--
-- Name: erase_users(bigint, timestamp with time zone, boolean, text, jsonb, integer, jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_disposer
--

CREATE FUNCTION retention.erase_users(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb DEFAULT NULL::jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
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
begin
  -- Holds first: whatever is placed later than this waits for the batch.
  perform retention.hold_barrier();

  -- 1. Which rows look due? Holds and dependants are looked at below, for these rows only.
  if of_rows is null then
    select array_agg(f.id), count(*), (array_agg(jsonb_build_array(f.id) order by f.id desc))[1]
    into key_1, taken, next_position
    from (
      select f.id
      from retention.users_fate as f
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

  -- What began before this batch is on record, whether or not the batch is done; but not where a hold keeps the person as they are.
  perform retention._enter_ledger('public.users', e.subject_key, e.began_at, e.clauses, false)
  from retention.users_erasure as e
  join unnest(key_1) as k (id) on e.id = k.id
  where not exists (select from retention.users_held as held where held.id = k.id);

  begin
    -- 2. Lock them, passing by what somebody else is working on.
    select array_agg(r.id)
    into key_1
    from (
      select r.id
      from public.users as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. What is on hold stays.
    if retention._anything_on_hold() then
      select array_agg(k.id)
      into key_1
      from unnest(key_1) as k (id)
      where not exists (select from retention.users_held as held where held.id = k.id);
    end if;

    -- 4. Look again, now that nobody can change them: only what is still due and free goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.users_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.erase_at <= as_of
      and f.deferred_by is null;

    if disposed > 0 then
      -- The person's own row goes last: the erasure is done.
      perform retention._enter_ledger('public.users', e.subject_key, e.began_at, e.clauses, true)
      from retention.users_erasure as e
      join unnest(key_1) as k (id) on e.id = k.id;
      delete from public.users as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.users', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.users', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('erasure', jsonb_build_object(
        'class', 'users', 'stage', 'erase', 'clauses', '["X-04","X-16"]'::jsonb, 'policy_version', '1.0',
        case when of_run < 0 then 'request' when of_rows is null then 'run' else 'replay' end, abs(of_run), 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
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


ALTER FUNCTION retention.erase_users(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO pristina_retention_disposer;

--
-- Name: erase_watches(bigint, timestamp with time zone, boolean, text, jsonb, integer, jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_disposer
--

CREATE FUNCTION retention.erase_watches(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb DEFAULT NULL::jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
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
      from retention.watches_fate as f
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
      from public.watches as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. What is on hold stays.
    if retention._anything_on_hold() then
      select array_agg(k.id)
      into key_1
      from unnest(key_1) as k (id)
      where not exists (select from retention.watches_held as held where held.id = k.id);
    end if;

    -- 4. Look again, now that nobody can change them: only what is still due and free goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.watches_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.erase_at <= as_of;

    if disposed > 0 then
      delete from public.watches as r using unnest(key_1) as k (id) where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.watches', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.watches', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('erasure', jsonb_build_object(
        'class', 'watches', 'stage', 'erase', 'clauses', '["X-12"]'::jsonb, 'policy_version', '1.0',
        case when of_run < 0 then 'request' when of_rows is null then 'run' else 'replay' end, abs(of_run), 'as_of', as_of, 'rows', counts, 'first_cutoff', from_start, 'last_cutoff', to_start, 'keys', digest
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


ALTER FUNCTION retention.erase_watches(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO pristina_retention_disposer;

--
-- Name: erased_everywhere_by(timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.erased_everywhere_by(gone_at timestamp with time zone) RETURNS timestamp with time zone
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select retention.due(gone_at, interval 'P30D') $$;


ALTER FUNCTION retention.erased_everywhere_by(gone_at timestamp with time zone) OWNER TO pristina_retention_owner;

--
-- Name: erasure_summary(bigint); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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
    'blocked', (select count(*) from retention.erasure_blocked as b where b.request_id = request.request_id),
    -- when the last backup is gone that has the person; null while the erasure is not completed, or where the policy says nothing of backups
    'erased_everywhere_by', (
      select l.erased_everywhere_by from retention.erasure_ledger as l
      where l.subject_table = request.subject_table and l.subject_digest = retention._person_digest(request.subject_table, request.subject_key)
        and l.completed_at >= request.received_at
    )
  );
end
$$;


ALTER FUNCTION retention.erasure_summary(request_id bigint) OWNER TO pristina_retention_owner;

--
-- Name: evidence_append_only(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention.evidence_append_only() OWNER TO pristina_retention_owner;

--
-- Name: execute_erasure(bigint, jsonb); Type: PROCEDURE; Schema: retention; Owner: pristina_retention_owner
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


ALTER PROCEDURE retention.execute_erasure(IN request_id bigint, INOUT summary jsonb) OWNER TO pristina_retention_owner;

--
-- Name: execute_replay(bigint, jsonb); Type: PROCEDURE; Schema: retention; Owner: pristina_retention_owner
--

CREATE PROCEDURE retention.execute_replay(IN replay_id bigint, INOUT summary jsonb DEFAULT NULL::jsonb)
    LANGUAGE plpgsql
    AS $$
begin
  commit;
  set transaction isolation level read committed;
  perform retention._open_replay(replay_id);
  commit;
  set transaction isolation level read committed;
  while retention.replay_step(replay_id) loop
    commit;
    set transaction isolation level read committed;
  end loop;
  summary := retention._close_replay(replay_id);
end
$$;


ALTER PROCEDURE retention.execute_replay(IN replay_id bigint, INOUT summary jsonb) OWNER TO pristina_retention_owner;

--
-- Name: export_person(bigint, text, text[]); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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
      to_json('Pristina'::text), to_json('1.0'::text), request.request_id, to_json(request.right_name), to_json(clock_timestamp()), to_json(sections)
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


ALTER FUNCTION retention.export_person(request_id bigint, format text, sections text[]) OWNER TO pristina_retention_owner;

--
-- Name: export_users(text, jsonb, text[], boolean); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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
    return query values ('users', 'users.csv', true, 'email,name,created_at,deleted_at');
    return query
    select 'users', 'users.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.email), true), retention._csv(to_jsonb(x.name), true), retention._csv(to_jsonb(x.created_at), false), retention._csv(to_jsonb(x.deleted_at), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.users as r
    cross join lateral (select r.email as email, r.name as name, r.created_at as created_at, r.deleted_at as deleted_at) as x
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
          and p.image ?| array['email', 'name', 'created_at', 'deleted_at']
      )
      select 'users (earlier values)', 'users_earlier.csv', e.is_head, e.line
      from (
        select null::bigint as image_id, true as is_head, 'kept_at,email,name,created_at,deleted_at' as line where exists (select from image)
        union all
        select i.image_id, false, case
          when as_csv then array_to_string(array[retention._csv(to_jsonb(i.preserved_at), false), retention._csv(i.image -> 'email', true), retention._csv(i.image -> 'name', true), retention._csv(i.image -> 'created_at', false), retention._csv(i.image -> 'deleted_at', false)], ',')
          else json_build_object('kept_at', i.preserved_at, 'values', (
            select json_object_agg(c.name, i.image -> c.said order by c.place)
            from (values (0, 'email', 'email'), (1, 'name', 'name'), (2, 'created_at', 'created_at'), (3, 'deleted_at', 'deleted_at')) as c (place, name, said)
            where i.image ? c.said
          ))::text
        end
        from image as i
      ) as e
      order by e.is_head desc, e.image_id;
    end if;
    return query values ('subscriptions', 'subscriptions.csv', true, 'plan,starts_at,ends_at,cancelled_at');
    return query
    select 'subscriptions', 'subscriptions.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.plan), true), retention._csv(to_jsonb(x.starts_at), false), retention._csv(to_jsonb(x.ends_at), false), retention._csv(to_jsonb(x.cancelled_at), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.subscriptions as r
    cross join lateral (select r.plan as plan, r.starts_at as starts_at, r.ends_at as ends_at, r.cancelled_at as cancelled_at) as x
    where (r.id) in (
      select r.id
      from public.subscriptions as r
      join public.users as users on r.user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    if of_right = 'access' then
      -- What the rows said before they were changed under a legal hold.
      return query
      with mine as (
        select r.id
        from public.subscriptions as r
        join public.users as users on r.user_id = users.id
        where users.id = (export_users.subject_key ->> 'id')::uuid
      ),
      image as (
        select p.image_id, p.preserved_at, p.image
        from retention.preserved as p
        where p.hold_id = any (known) and p.table_name = 'public.subscriptions' and p.row_key in (select jsonb_build_array(mine.id) from mine)
          and p.image ?| array['plan', 'starts_at', 'ends_at', 'cancelled_at']
      )
      select 'subscriptions (earlier values)', 'subscriptions_earlier.csv', e.is_head, e.line
      from (
        select null::bigint as image_id, true as is_head, 'kept_at,plan,starts_at,ends_at,cancelled_at' as line where exists (select from image)
        union all
        select i.image_id, false, case
          when as_csv then array_to_string(array[retention._csv(to_jsonb(i.preserved_at), false), retention._csv(i.image -> 'plan', true), retention._csv(i.image -> 'starts_at', false), retention._csv(i.image -> 'ends_at', false), retention._csv(i.image -> 'cancelled_at', false)], ',')
          else json_build_object('kept_at', i.preserved_at, 'values', (
            select json_object_agg(c.name, i.image -> c.said order by c.place)
            from (values (0, 'plan', 'plan'), (1, 'starts_at', 'starts_at'), (2, 'ends_at', 'ends_at'), (3, 'cancelled_at', 'cancelled_at')) as c (place, name, said)
            where i.image ? c.said
          ))::text
        end
        from image as i
      ) as e
      order by e.is_head desc, e.image_id;
    end if;
    return query values ('invoices', 'invoices.csv', true, 'number,issued_on,buyer_name,buyer_tax_no,total');
    return query
    select 'invoices', 'invoices.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.number), true), retention._csv(to_jsonb(x.issued_on), false), retention._csv(to_jsonb(x.buyer_name), true), retention._csv(to_jsonb(x.buyer_tax_no), true), retention._csv(to_jsonb(x.total), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.invoices as r
    cross join lateral (select r.number as number, r.issued_on as issued_on, r.buyer_name as buyer_name, r.buyer_tax_no as buyer_tax_no, r.total as total) as x
    where (r.id) in (
      select r.id
      from public.invoices as r
      join public.users as users on r.user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    if of_right = 'access' then
      -- What the rows said before they were changed under a legal hold.
      return query
      with mine as (
        select r.id
        from public.invoices as r
        join public.users as users on r.user_id = users.id
        where users.id = (export_users.subject_key ->> 'id')::uuid
      ),
      image as (
        select p.image_id, p.preserved_at, p.image
        from retention.preserved as p
        where p.hold_id = any (known) and p.table_name = 'public.invoices' and p.row_key in (select jsonb_build_array(mine.id) from mine)
          and p.image ?| array['number', 'issued_on', 'buyer_name', 'buyer_tax_no', 'total']
      )
      select 'invoices (earlier values)', 'invoices_earlier.csv', e.is_head, e.line
      from (
        select null::bigint as image_id, true as is_head, 'kept_at,number,issued_on,buyer_name,buyer_tax_no,total' as line where exists (select from image)
        union all
        select i.image_id, false, case
          when as_csv then array_to_string(array[retention._csv(to_jsonb(i.preserved_at), false), retention._csv(i.image -> 'number', true), retention._csv(i.image -> 'issued_on', false), retention._csv(i.image -> 'buyer_name', true), retention._csv(i.image -> 'buyer_tax_no', true), retention._csv(i.image -> 'total', false)], ',')
          else json_build_object('kept_at', i.preserved_at, 'values', (
            select json_object_agg(c.name, i.image -> c.said order by c.place)
            from (values (0, 'number', 'number'), (1, 'issued_on', 'issued_on'), (2, 'buyer_name', 'buyer_name'), (3, 'buyer_tax_no', 'buyer_tax_no'), (4, 'total', 'total')) as c (place, name, said)
            where i.image ? c.said
          ))::text
        end
        from image as i
      ) as e
      order by e.is_head desc, e.image_id;
    end if;
    return query values ('payments', 'payments.csv', true, 'provider_ref,paid_at');
    return query
    select 'payments', 'payments.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.provider_ref), true), retention._csv(to_jsonb(x.paid_at), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.payments as r
    cross join lateral (select r.provider_ref as provider_ref, r.paid_at as paid_at) as x
    where (r.id) in (
      select r.id
      from public.payments as r
      join public.invoices as invoices on r.invoice_id = invoices.id
      join public.users as users on invoices.user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    if of_right = 'access' then
      -- What the rows said before they were changed under a legal hold.
      return query
      with mine as (
        select r.id
        from public.payments as r
        join public.invoices as invoices on r.invoice_id = invoices.id
        join public.users as users on invoices.user_id = users.id
        where users.id = (export_users.subject_key ->> 'id')::uuid
      ),
      image as (
        select p.image_id, p.preserved_at, p.image
        from retention.preserved as p
        where p.hold_id = any (known) and p.table_name = 'public.payments' and p.row_key in (select jsonb_build_array(mine.id) from mine)
          and p.image ?| array['provider_ref', 'paid_at']
      )
      select 'payments (earlier values)', 'payments_earlier.csv', e.is_head, e.line
      from (
        select null::bigint as image_id, true as is_head, 'kept_at,provider_ref,paid_at' as line where exists (select from image)
        union all
        select i.image_id, false, case
          when as_csv then array_to_string(array[retention._csv(to_jsonb(i.preserved_at), false), retention._csv(i.image -> 'provider_ref', true), retention._csv(i.image -> 'paid_at', false)], ',')
          else json_build_object('kept_at', i.preserved_at, 'values', (
            select json_object_agg(c.name, i.image -> c.said order by c.place)
            from (values (0, 'provider_ref', 'provider_ref'), (1, 'paid_at', 'paid_at')) as c (place, name, said)
            where i.image ? c.said
          ))::text
        end
        from image as i
      ) as e
      order by e.is_head desc, e.image_id;
    end if;
    return query values ('api_keys', 'api_keys.csv', true, 'prefix,revoked_at');
    return query
    select 'api_keys', 'api_keys.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.prefix), true), retention._csv(to_jsonb(x.revoked_at), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.api_keys as r
    cross join lateral (select r.prefix as prefix, r.revoked_at as revoked_at) as x
    where (r.id) in (
      select r.id
      from public.api_keys as r
      join public.users as users on r.user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    if of_right = 'access' then
      -- What the rows said before they were changed under a legal hold.
      return query
      with mine as (
        select r.id
        from public.api_keys as r
        join public.users as users on r.user_id = users.id
        where users.id = (export_users.subject_key ->> 'id')::uuid
      ),
      image as (
        select p.image_id, p.preserved_at, p.image
        from retention.preserved as p
        where p.hold_id = any (known) and p.table_name = 'public.api_keys' and p.row_key in (select jsonb_build_array(mine.id) from mine)
          and p.image ?| array['prefix', 'revoked_at']
      )
      select 'api_keys (earlier values)', 'api_keys_earlier.csv', e.is_head, e.line
      from (
        select null::bigint as image_id, true as is_head, 'kept_at,prefix,revoked_at' as line where exists (select from image)
        union all
        select i.image_id, false, case
          when as_csv then array_to_string(array[retention._csv(to_jsonb(i.preserved_at), false), retention._csv(i.image -> 'prefix', true), retention._csv(i.image -> 'revoked_at', false)], ',')
          else json_build_object('kept_at', i.preserved_at, 'values', (
            select json_object_agg(c.name, i.image -> c.said order by c.place)
            from (values (0, 'prefix', 'prefix'), (1, 'revoked_at', 'revoked_at')) as c (place, name, said)
            where i.image ? c.said
          ))::text
        end
        from image as i
      ) as e
      order by e.is_head desc, e.image_id;
    end if;
    return query values ('saved_searches', 'saved_searches.csv', true, 'query');
    return query
    select 'saved_searches', 'saved_searches.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.query), true)], ',')
      else row_to_json(x.*)::text
    end
    from public.saved_searches as r
    cross join lateral (select r.query as query) as x
    where (r.id) in (
      select r.id
      from public.saved_searches as r
      join public.users as users on r.user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    if of_right = 'access' then
      -- What the rows said before they were changed under a legal hold.
      return query
      with mine as (
        select r.id
        from public.saved_searches as r
        join public.users as users on r.user_id = users.id
        where users.id = (export_users.subject_key ->> 'id')::uuid
      ),
      image as (
        select p.image_id, p.preserved_at, p.image
        from retention.preserved as p
        where p.hold_id = any (known) and p.table_name = 'public.saved_searches' and p.row_key in (select jsonb_build_array(mine.id) from mine)
          and p.image ?| array['query']
      )
      select 'saved_searches (earlier values)', 'saved_searches_earlier.csv', e.is_head, e.line
      from (
        select null::bigint as image_id, true as is_head, 'kept_at,query' as line where exists (select from image)
        union all
        select i.image_id, false, case
          when as_csv then array_to_string(array[retention._csv(to_jsonb(i.preserved_at), false), retention._csv(i.image -> 'query', true)], ',')
          else json_build_object('kept_at', i.preserved_at, 'values', (
            select json_object_agg(c.name, i.image -> c.said order by c.place)
            from (values (0, 'query', 'query')) as c (place, name, said)
            where i.image ? c.said
          ))::text
        end
        from image as i
      ) as e
      order by e.is_head desc, e.image_id;
    end if;
    return query values ('watches', 'watches.csv', true, 'business_id');
    return query
    select 'watches', 'watches.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.business_id), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.watches as r
    cross join lateral (select r.business_id as business_id) as x
    where (r.id) in (
      select r.id
      from public.watches as r
      join public.users as users on r.user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    if of_right = 'access' then
      -- What the rows said before they were changed under a legal hold.
      return query
      with mine as (
        select r.id
        from public.watches as r
        join public.users as users on r.user_id = users.id
        where users.id = (export_users.subject_key ->> 'id')::uuid
      ),
      image as (
        select p.image_id, p.preserved_at, p.image
        from retention.preserved as p
        where p.hold_id = any (known) and p.table_name = 'public.watches' and p.row_key in (select jsonb_build_array(mine.id) from mine)
          and p.image ?| array['business_id']
      )
      select 'watches (earlier values)', 'watches_earlier.csv', e.is_head, e.line
      from (
        select null::bigint as image_id, true as is_head, 'kept_at,business_id' as line where exists (select from image)
        union all
        select i.image_id, false, case
          when as_csv then array_to_string(array[retention._csv(to_jsonb(i.preserved_at), false), retention._csv(i.image -> 'business_id', false)], ',')
          else json_build_object('kept_at', i.preserved_at, 'values', (
            select json_object_agg(c.name, i.image -> c.said order by c.place)
            from (values (0, 'business_id', 'business_id')) as c (place, name, said)
            where i.image ? c.said
          ))::text
        end
        from image as i
      ) as e
      order by e.is_head desc, e.image_id;
    end if;
    return query values ('auth_login_events', 'auth_login_events.csv', true, 'ip,success,created_at');
    return query
    select 'auth_login_events', 'auth_login_events.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.ip), true), retention._csv(to_jsonb(x.success), false), retention._csv(to_jsonb(x.created_at), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.auth_login_events as r
    cross join lateral (select r.ip as ip, r.success as success, r.created_at as created_at) as x
    where (r.id) in (
      select r.id
      from public.auth_login_events as r
      join public.users as users on r.user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    if of_right = 'access' then
      -- What the rows said before they were changed under a legal hold.
      return query
      with mine as (
        select r.id
        from public.auth_login_events as r
        join public.users as users on r.user_id = users.id
        where users.id = (export_users.subject_key ->> 'id')::uuid
      ),
      image as (
        select p.image_id, p.preserved_at, p.image
        from retention.preserved as p
        where p.hold_id = any (known) and p.table_name = 'public.auth_login_events' and p.row_key in (select jsonb_build_array(mine.id) from mine)
          and p.image ?| array['ip', 'success', 'created_at']
      )
      select 'auth_login_events (earlier values)', 'auth_login_events_earlier.csv', e.is_head, e.line
      from (
        select null::bigint as image_id, true as is_head, 'kept_at,ip,success,created_at' as line where exists (select from image)
        union all
        select i.image_id, false, case
          when as_csv then array_to_string(array[retention._csv(to_jsonb(i.preserved_at), false), retention._csv(i.image -> 'ip', true), retention._csv(i.image -> 'success', false), retention._csv(i.image -> 'created_at', false)], ',')
          else json_build_object('kept_at', i.preserved_at, 'values', (
            select json_object_agg(c.name, i.image -> c.said order by c.place)
            from (values (0, 'ip', 'ip'), (1, 'success', 'success'), (2, 'created_at', 'created_at')) as c (place, name, said)
            where i.image ? c.said
          ))::text
        end
        from image as i
      ) as e
      order by e.is_head desc, e.image_id;
    end if;
    return query values ('user_activity_log', 'user_activity_log.csv', true, 'ip,action,target,created_at');
    return query
    select 'user_activity_log', 'user_activity_log.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.ip), true), retention._csv(to_jsonb(x.action), true), retention._csv(to_jsonb(x.target), true), retention._csv(to_jsonb(x.created_at), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.user_activity_log as r
    cross join lateral (select r.ip as ip, r.action as action, r.target as target, r.created_at as created_at) as x
    where (r.id) in (
      select r.id
      from public.user_activity_log as r
      join public.users as users on r.user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    if of_right = 'access' then
      -- What the rows said before they were changed under a legal hold.
      return query
      with mine as (
        select r.id
        from public.user_activity_log as r
        join public.users as users on r.user_id = users.id
        where users.id = (export_users.subject_key ->> 'id')::uuid
      ),
      image as (
        select p.image_id, p.preserved_at, p.image
        from retention.preserved as p
        where p.hold_id = any (known) and p.table_name = 'public.user_activity_log' and p.row_key in (select jsonb_build_array(mine.id) from mine)
          and p.image ?| array['ip', 'action', 'target', 'created_at']
      )
      select 'user_activity_log (earlier values)', 'user_activity_log_earlier.csv', e.is_head, e.line
      from (
        select null::bigint as image_id, true as is_head, 'kept_at,ip,action,target,created_at' as line where exists (select from image)
        union all
        select i.image_id, false, case
          when as_csv then array_to_string(array[retention._csv(to_jsonb(i.preserved_at), false), retention._csv(i.image -> 'ip', true), retention._csv(i.image -> 'action', true), retention._csv(i.image -> 'target', true), retention._csv(i.image -> 'created_at', false)], ',')
          else json_build_object('kept_at', i.preserved_at, 'values', (
            select json_object_agg(c.name, i.image -> c.said order by c.place)
            from (values (0, 'ip', 'ip'), (1, 'action', 'action'), (2, 'target', 'target'), (3, 'created_at', 'created_at')) as c (place, name, said)
            where i.image ? c.said
          ))::text
        end
        from image as i
      ) as e
      order by e.is_head desc, e.image_id;
    end if;
    return query values ('error_events', 'error_events.csv', true, 'message,context,created_at');
    return query
    select 'error_events', 'error_events.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.message), true), retention._csv(to_jsonb(x.context), true), retention._csv(to_jsonb(x.created_at), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.error_events as r
    cross join lateral (select r.message as message, r.context as context, r.created_at as created_at) as x
    where (r.id) in (
      select r.id
      from public.error_events as r
      join public.users as users on r.user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    if of_right = 'access' then
      -- What the rows said before they were changed under a legal hold.
      return query
      with mine as (
        select r.id
        from public.error_events as r
        join public.users as users on r.user_id = users.id
        where users.id = (export_users.subject_key ->> 'id')::uuid
      ),
      image as (
        select p.image_id, p.preserved_at, p.image
        from retention.preserved as p
        where p.hold_id = any (known) and p.table_name = 'public.error_events' and p.row_key in (select jsonb_build_array(mine.id) from mine)
          and p.image ?| array['message', 'context', 'created_at']
      )
      select 'error_events (earlier values)', 'error_events_earlier.csv', e.is_head, e.line
      from (
        select null::bigint as image_id, true as is_head, 'kept_at,message,context,created_at' as line where exists (select from image)
        union all
        select i.image_id, false, case
          when as_csv then array_to_string(array[retention._csv(to_jsonb(i.preserved_at), false), retention._csv(i.image -> 'message', true), retention._csv(i.image -> 'context', true), retention._csv(i.image -> 'created_at', false)], ',')
          else json_build_object('kept_at', i.preserved_at, 'values', (
            select json_object_agg(c.name, i.image -> c.said order by c.place)
            from (values (0, 'message', 'message'), (1, 'context', 'context'), (2, 'created_at', 'created_at')) as c (place, name, said)
            where i.image ? c.said
          ))::text
        end
        from image as i
      ) as e
      order by e.is_head desc, e.image_id;
    end if;
    return query values ('upgrade_intent_events', 'upgrade_intent_events.csv', true, 'source,created_at');
    return query
    select 'upgrade_intent_events', 'upgrade_intent_events.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.source), true), retention._csv(to_jsonb(x.created_at), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.upgrade_intent_events as r
    cross join lateral (select r.source as source, r.created_at as created_at) as x
    where (r.id) in (
      select r.id
      from public.upgrade_intent_events as r
      join public.users as users on r.user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    if of_right = 'access' then
      -- What the rows said before they were changed under a legal hold.
      return query
      with mine as (
        select r.id
        from public.upgrade_intent_events as r
        join public.users as users on r.user_id = users.id
        where users.id = (export_users.subject_key ->> 'id')::uuid
      ),
      image as (
        select p.image_id, p.preserved_at, p.image
        from retention.preserved as p
        where p.hold_id = any (known) and p.table_name = 'public.upgrade_intent_events' and p.row_key in (select jsonb_build_array(mine.id) from mine)
          and p.image ?| array['source', 'created_at']
      )
      select 'upgrade_intent_events (earlier values)', 'upgrade_intent_events_earlier.csv', e.is_head, e.line
      from (
        select null::bigint as image_id, true as is_head, 'kept_at,source,created_at' as line where exists (select from image)
        union all
        select i.image_id, false, case
          when as_csv then array_to_string(array[retention._csv(to_jsonb(i.preserved_at), false), retention._csv(i.image -> 'source', true), retention._csv(i.image -> 'created_at', false)], ',')
          else json_build_object('kept_at', i.preserved_at, 'values', (
            select json_object_agg(c.name, i.image -> c.said order by c.place)
            from (values (0, 'source', 'source'), (1, 'created_at', 'created_at')) as c (place, name, said)
            where i.image ? c.said
          ))::text
        end
        from image as i
      ) as e
      order by e.is_head desc, e.image_id;
    end if;
    return query values ('search_usage', 'search_usage.csv', true, 'query,created_at');
    return query
    select 'search_usage', 'search_usage.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.query), true), retention._csv(to_jsonb(x.created_at), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.search_usage as r
    cross join lateral (select r.query as query, r.created_at as created_at) as x
    where (r.id) in (
      select r.id
      from public.search_usage as r
      join public.users as users on r.user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    if of_right = 'access' then
      -- What the rows said before they were changed under a legal hold.
      return query
      with mine as (
        select r.id
        from public.search_usage as r
        join public.users as users on r.user_id = users.id
        where users.id = (export_users.subject_key ->> 'id')::uuid
      ),
      image as (
        select p.image_id, p.preserved_at, p.image
        from retention.preserved as p
        where p.hold_id = any (known) and p.table_name = 'public.search_usage' and p.row_key in (select jsonb_build_array(mine.id) from mine)
          and p.image ?| array['query', 'created_at']
      )
      select 'search_usage (earlier values)', 'search_usage_earlier.csv', e.is_head, e.line
      from (
        select null::bigint as image_id, true as is_head, 'kept_at,query,created_at' as line where exists (select from image)
        union all
        select i.image_id, false, case
          when as_csv then array_to_string(array[retention._csv(to_jsonb(i.preserved_at), false), retention._csv(i.image -> 'query', true), retention._csv(i.image -> 'created_at', false)], ',')
          else json_build_object('kept_at', i.preserved_at, 'values', (
            select json_object_agg(c.name, i.image -> c.said order by c.place)
            from (values (0, 'query', 'query'), (1, 'created_at', 'created_at')) as c (place, name, said)
            where i.image ? c.said
          ))::text
        end
        from image as i
      ) as e
      order by e.is_head desc, e.image_id;
    end if;
    return query values ('api_usage', 'api_usage.csv', true, 'endpoint,status,created_at');
    return query
    select 'api_usage', 'api_usage.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.endpoint), true), retention._csv(to_jsonb(x.status), false), retention._csv(to_jsonb(x.created_at), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.api_usage as r
    cross join lateral (select r.endpoint as endpoint, r.status as status, r.created_at as created_at) as x
    where (r.created_at, r.id) in (
      select r.created_at, r.id
      from public.api_usage as r
      join public.users as users on r.user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.created_at, r.id;
    if of_right = 'access' then
      -- What the rows said before they were changed under a legal hold.
      return query
      with mine as (
        select r.created_at, r.id
        from public.api_usage as r
        join public.users as users on r.user_id = users.id
        where users.id = (export_users.subject_key ->> 'id')::uuid
      ),
      image as (
        select p.image_id, p.preserved_at, p.image
        from retention.preserved as p
        where p.hold_id = any (known) and p.table_name = 'public.api_usage' and p.row_key in (select jsonb_build_array(mine.created_at, mine.id) from mine)
          and p.image ?| array['endpoint', 'status', 'created_at']
      )
      select 'api_usage (earlier values)', 'api_usage_earlier.csv', e.is_head, e.line
      from (
        select null::bigint as image_id, true as is_head, 'kept_at,endpoint,status,created_at' as line where exists (select from image)
        union all
        select i.image_id, false, case
          when as_csv then array_to_string(array[retention._csv(to_jsonb(i.preserved_at), false), retention._csv(i.image -> 'endpoint', true), retention._csv(i.image -> 'status', false), retention._csv(i.image -> 'created_at', false)], ',')
          else json_build_object('kept_at', i.preserved_at, 'values', (
            select json_object_agg(c.name, i.image -> c.said order by c.place)
            from (values (0, 'endpoint', 'endpoint'), (1, 'status', 'status'), (2, 'created_at', 'created_at')) as c (place, name, said)
            where i.image ? c.said
          ))::text
        end
        from image as i
      ) as e
      order by e.is_head desc, e.image_id;
    end if;
    return query values ('search_usage_daily', 'search_usage_daily.csv', true, 'day,n');
    return query
    select 'search_usage_daily', 'search_usage_daily.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.day), false), retention._csv(to_jsonb(x.n), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.search_usage_daily as r
    cross join lateral (select r.day as day, r.n as n) as x
    where (r.id) in (
      select r.id
      from public.search_usage_daily as r
      join public.users as users on r.user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    if of_right = 'access' then
      -- What the rows said before they were changed under a legal hold.
      return query
      with mine as (
        select r.id
        from public.search_usage_daily as r
        join public.users as users on r.user_id = users.id
        where users.id = (export_users.subject_key ->> 'id')::uuid
      ),
      image as (
        select p.image_id, p.preserved_at, p.image
        from retention.preserved as p
        where p.hold_id = any (known) and p.table_name = 'public.search_usage_daily' and p.row_key in (select jsonb_build_array(mine.id) from mine)
          and p.image ?| array['day', 'n']
      )
      select 'search_usage_daily (earlier values)', 'search_usage_daily_earlier.csv', e.is_head, e.line
      from (
        select null::bigint as image_id, true as is_head, 'kept_at,day,n' as line where exists (select from image)
        union all
        select i.image_id, false, case
          when as_csv then array_to_string(array[retention._csv(to_jsonb(i.preserved_at), false), retention._csv(i.image -> 'day', false), retention._csv(i.image -> 'n', false)], ',')
          else json_build_object('kept_at', i.preserved_at, 'values', (
            select json_object_agg(c.name, i.image -> c.said order by c.place)
            from (values (0, 'day', 'day'), (1, 'n', 'n')) as c (place, name, said)
            where i.image ? c.said
          ))::text
        end
        from image as i
      ) as e
      order by e.is_head desc, e.image_id;
    end if;
    return query values ('api_usage_daily', 'api_usage_daily.csv', true, 'day,endpoint,n,errors');
    return query
    select 'api_usage_daily', 'api_usage_daily.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.day), false), retention._csv(to_jsonb(x.endpoint), true), retention._csv(to_jsonb(x.n), false), retention._csv(to_jsonb(x.errors), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.api_usage_daily as r
    cross join lateral (select r.day as day, r.endpoint as endpoint, r.n as n, r.errors as errors) as x
    where (r.id) in (
      select r.id
      from public.api_usage_daily as r
      join public.users as users on r.user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    if of_right = 'access' then
      -- What the rows said before they were changed under a legal hold.
      return query
      with mine as (
        select r.id
        from public.api_usage_daily as r
        join public.users as users on r.user_id = users.id
        where users.id = (export_users.subject_key ->> 'id')::uuid
      ),
      image as (
        select p.image_id, p.preserved_at, p.image
        from retention.preserved as p
        where p.hold_id = any (known) and p.table_name = 'public.api_usage_daily' and p.row_key in (select jsonb_build_array(mine.id) from mine)
          and p.image ?| array['day', 'endpoint', 'n', 'errors']
      )
      select 'api_usage_daily (earlier values)', 'api_usage_daily_earlier.csv', e.is_head, e.line
      from (
        select null::bigint as image_id, true as is_head, 'kept_at,day,endpoint,n,errors' as line where exists (select from image)
        union all
        select i.image_id, false, case
          when as_csv then array_to_string(array[retention._csv(to_jsonb(i.preserved_at), false), retention._csv(i.image -> 'day', false), retention._csv(i.image -> 'endpoint', true), retention._csv(i.image -> 'n', false), retention._csv(i.image -> 'errors', false)], ',')
          else json_build_object('kept_at', i.preserved_at, 'values', (
            select json_object_agg(c.name, i.image -> c.said order by c.place)
            from (values (0, 'day', 'day'), (1, 'endpoint', 'endpoint'), (2, 'n', 'n'), (3, 'errors', 'errors')) as c (place, name, said)
            where i.image ? c.said
          ))::text
        end
        from image as i
      ) as e
      order by e.is_head desc, e.image_id;
    end if;
    return query values ('removal_request_audit', 'removal_request_audit.csv', true, 'event,at');
    return query
    select 'removal_request_audit', 'removal_request_audit.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.event), true), retention._csv(to_jsonb(x.at), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.removal_request_audit as r
    cross join lateral (select r.event as event, r.at as at) as x
    where (r.id) in (
      select r.id
      from public.removal_request_audit as r
      join public.users as users on r.actor_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    if of_right = 'access' then
      -- What the rows said before they were changed under a legal hold.
      return query
      with mine as (
        select r.id
        from public.removal_request_audit as r
        join public.users as users on r.actor_id = users.id
        where users.id = (export_users.subject_key ->> 'id')::uuid
      ),
      image as (
        select p.image_id, p.preserved_at, p.image
        from retention.preserved as p
        where p.hold_id = any (known) and p.table_name = 'public.removal_request_audit' and p.row_key in (select jsonb_build_array(mine.id) from mine)
          and p.image ?| array['event', 'at']
      )
      select 'removal_request_audit (earlier values)', 'removal_request_audit_earlier.csv', e.is_head, e.line
      from (
        select null::bigint as image_id, true as is_head, 'kept_at,event,at' as line where exists (select from image)
        union all
        select i.image_id, false, case
          when as_csv then array_to_string(array[retention._csv(to_jsonb(i.preserved_at), false), retention._csv(i.image -> 'event', true), retention._csv(i.image -> 'at', false)], ',')
          else json_build_object('kept_at', i.preserved_at, 'values', (
            select json_object_agg(c.name, i.image -> c.said order by c.place)
            from (values (0, 'event', 'event'), (1, 'at', 'at')) as c (place, name, said)
            where i.image ? c.said
          ))::text
        end
        from image as i
      ) as e
      order by e.is_head desc, e.image_id;
    end if;
    return query values ('export_requests', 'export_requests.csv', true, 'requested_at');
    return query
    select 'export_requests', 'export_requests.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.requested_at), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.export_requests as r
    cross join lateral (select r.requested_at as requested_at) as x
    where (r.id) in (
      select r.id
      from public.export_requests as r
      join public.users as users on r.user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    if of_right = 'access' then
      -- What the rows said before they were changed under a legal hold.
      return query
      with mine as (
        select r.id
        from public.export_requests as r
        join public.users as users on r.user_id = users.id
        where users.id = (export_users.subject_key ->> 'id')::uuid
      ),
      image as (
        select p.image_id, p.preserved_at, p.image
        from retention.preserved as p
        where p.hold_id = any (known) and p.table_name = 'public.export_requests' and p.row_key in (select jsonb_build_array(mine.id) from mine)
          and p.image ?| array['requested_at']
      )
      select 'export_requests (earlier values)', 'export_requests_earlier.csv', e.is_head, e.line
      from (
        select null::bigint as image_id, true as is_head, 'kept_at,requested_at' as line where exists (select from image)
        union all
        select i.image_id, false, case
          when as_csv then array_to_string(array[retention._csv(to_jsonb(i.preserved_at), false), retention._csv(i.image -> 'requested_at', false)], ',')
          else json_build_object('kept_at', i.preserved_at, 'values', (
            select json_object_agg(c.name, i.image -> c.said order by c.place)
            from (values (0, 'requested_at', 'requested_at')) as c (place, name, said)
            where i.image ? c.said
          ))::text
        end
        from image as i
      ) as e
      order by e.is_head desc, e.image_id;
    end if;
  end if;
  if of_right in ('portability') then
    return query values ('users', 'users.csv', true, 'email,name');
    return query
    select 'users', 'users.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.email), true), retention._csv(to_jsonb(x.name), true)], ',')
      else row_to_json(x.*)::text
    end
    from public.users as r
    cross join lateral (select r.email as email, r.name as name) as x
    where (r.id) in (
      select r.id
      from public.users as r
      where r.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    return query values ('saved_searches', 'saved_searches.csv', true, 'query');
    return query
    select 'saved_searches', 'saved_searches.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.query), true)], ',')
      else row_to_json(x.*)::text
    end
    from public.saved_searches as r
    cross join lateral (select r.query as query) as x
    where (r.id) in (
      select r.id
      from public.saved_searches as r
      join public.users as users on r.user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
    return query values ('watches', 'watches.csv', true, 'business_id');
    return query
    select 'watches', 'watches.csv', false, case
      when as_csv then array_to_string(array[retention._csv(to_jsonb(x.business_id), false)], ',')
      else row_to_json(x.*)::text
    end
    from public.watches as r
    cross join lateral (select r.business_id as business_id) as x
    where (r.id) in (
      select r.id
      from public.watches as r
      join public.users as users on r.user_id = users.id
      where users.id = (export_users.subject_key ->> 'id')::uuid
    )
    order by r.id;
  end if;
end
$$;


ALTER FUNCTION retention.export_users(of_right text, subject_key jsonb, sections text[], as_csv boolean) OWNER TO pristina_retention_owner;

--
-- Name: extend_hold(bigint, text, jsonb, text, timestamp with time zone, timestamp with time zone, text, jsonb); Type: PROCEDURE; Schema: retention; Owner: pristina_retention_owner
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


ALTER PROCEDURE retention.extend_hold(IN hold_id bigint, IN on_table text, IN row_key jsonb, IN on_class text, IN since timestamp with time zone, IN until timestamp with time zone, IN on_tenant text, INOUT preserved jsonb) OWNER TO pristina_retention_owner;

--
-- Name: extend_request(bigint, text); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention.extend_request(request_id bigint, reason text) OWNER TO pristina_retention_owner;

--
-- Name: fail_request(bigint, text); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention.fail_request(request_id bigint, reason text) OWNER TO pristina_retention_owner;

--
-- Name: find_users(bigint); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.find_users(of_replay bigint) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "IntervalStyle" TO 'iso_8601'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    SET jit TO 'off'
    AS $$
declare
  n bigint;
begin
  insert into retention.users_asked as asked (id, replay_id, asked_at)
  select r.id, e.replay_id, e.began_at
  from public.users as r
  join retention.replay_entry as e
    on e.subject_digest = retention._person_digest('public.users', jsonb_build_object('id', r.id))
  where e.replay_id = of_replay and e.subject_table = 'public.users'
  on conflict on constraint users_asked_key do update
  set replay_id = excluded.replay_id, asked_at = least(asked.asked_at, excluded.asked_at);
  get diagnostics n = row_count;
  update retention.replay_entry as e
  set found = true
  from retention.users_asked as asked
  where e.replay_id = of_replay and asked.replay_id = of_replay and e.subject_table = 'public.users'
    and e.subject_digest = retention._person_digest('public.users', jsonb_build_object('id', asked.id));
  return n;
end
$$;


ALTER FUNCTION retention.find_users(of_replay bigint) OWNER TO pristina_retention_owner;

--
-- Name: findings(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.findings() RETURNS SETOF text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ select format('%s of %s is %s', d.what, d.object, d.found) from retention._stopping_drift() as d $$;


ALTER FUNCTION retention.findings() OWNER TO pristina_retention_owner;

--
-- Name: foresee_users(jsonb, timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.foresee_users(subject_key jsonb, as_of timestamp with time zone) RETURNS TABLE(run_order integer, table_name text, row_count bigint, held bigint, deferred bigint, release_at timestamp with time zone, erase_at timestamp with time zone)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
-- Columns are written with their table: what stands alone is a variable, whatever an application calls its key.
#variable_conflict use_variable
begin
  return query
  with mine as materialized (
    select
      f.created_at, f.id, f.due_at, f.erase_at,
      case
        when f.hold_id is not null then 'held'
        else 'due'
      end as state
    from (select distinct own.created_at, own.id from retention.own_api_usage(foresee_users.subject_key) as own) as own
    join retention.api_usage_fate as f on f.created_at = own.created_at and f.id = own.id
    join public.api_usage as r on r.created_at = own.created_at and r.id = own.id
    left join retention.api_usage_act as erased on f.created_at = erased.created_at and f.id = erased.id and erased.stage = 'erase'
    where erased.done_at is null
  )
  select
    1, 'public.api_usage'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'),
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
    from (select distinct own.id from retention.own_api_keys(foresee_users.subject_key) as own) as own
    join retention.api_keys_fate as f on f.id = own.id
    join public.api_keys as r on r.id = own.id
  )
  select
    2, 'public.api_keys'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'),
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
    from (select distinct own.id from retention.own_api_usage_daily(foresee_users.subject_key) as own) as own
    join retention.api_usage_daily_fate as f on f.id = own.id
    join public.api_usage_daily as r on r.id = own.id
    left join retention.api_usage_daily_act as erased on f.id = erased.id and erased.stage = 'erase'
    where erased.done_at is null
  )
  select
    3, 'public.api_usage_daily'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'),
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
    from (select distinct own.id from retention.own_auth_login_events(foresee_users.subject_key) as own) as own
    join retention.auth_login_events_fate as f on f.id = own.id
    join public.auth_login_events as r on r.id = own.id
    left join retention.auth_login_events_act as erased on f.id = erased.id and erased.stage = 'erase'
    where erased.done_at is null
  )
  select
    4, 'public.auth_login_events'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'),
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
    from (select distinct own.id from retention.own_error_events(foresee_users.subject_key) as own) as own
    join retention.error_events_fate as f on f.id = own.id
    join public.error_events as r on r.id = own.id
    left join retention.error_events_act as erased on f.id = erased.id and erased.stage = 'erase'
    where erased.done_at is null
  )
  select
    6, 'public.error_events'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'),
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
    from (select distinct own.id from retention.own_export_requests(foresee_users.subject_key) as own) as own
    join retention.export_requests_fate as f on f.id = own.id
    join public.export_requests as r on r.id = own.id
  )
  select
    7, 'public.export_requests'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'),
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
    from (select distinct own.id from retention.own_invoices(foresee_users.subject_key) as own) as own
    join retention.invoices_fate as f on f.id = own.id
    join public.invoices as r on r.id = own.id
    left join retention.invoices_act as erased on f.id = erased.id and erased.stage = 'erase'
    where erased.done_at is null
  )
  select
    8, 'public.invoices'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'),
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
    from (select distinct own.id from retention.own_saved_searches(foresee_users.subject_key) as own) as own
    join retention.saved_searches_fate as f on f.id = own.id
    join public.saved_searches as r on r.id = own.id
  )
  select
    9, 'public.saved_searches'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'),
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
    from (select distinct own.id from retention.own_search_usage(foresee_users.subject_key) as own) as own
    join retention.search_usage_fate as f on f.id = own.id
    join public.search_usage as r on r.id = own.id
    left join retention.search_usage_act as erased on f.id = erased.id and erased.stage = 'erase'
    where erased.done_at is null
  )
  select
    10, 'public.search_usage'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'),
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
    from (select distinct own.id from retention.own_search_usage_daily(foresee_users.subject_key) as own) as own
    join retention.search_usage_daily_fate as f on f.id = own.id
    join public.search_usage_daily as r on r.id = own.id
    left join retention.search_usage_daily_act as erased on f.id = erased.id and erased.stage = 'erase'
    where erased.done_at is null
  )
  select
    11, 'public.search_usage_daily'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'),
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
    from (select distinct own.id from retention.own_subscriptions(foresee_users.subject_key) as own) as own
    join retention.subscriptions_fate as f on f.id = own.id
    join public.subscriptions as r on r.id = own.id
    left join retention.subscriptions_act as erased on f.id = erased.id and erased.stage = 'erase'
    where erased.done_at is null
  )
  select
    12, 'public.subscriptions'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'),
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
    from (select distinct own.id from retention.own_upgrade_intent_events(foresee_users.subject_key) as own) as own
    join retention.upgrade_intent_events_fate as f on f.id = own.id
    join public.upgrade_intent_events as r on r.id = own.id
    left join retention.upgrade_intent_events_act as erased on f.id = erased.id and erased.stage = 'erase'
    where erased.done_at is null
  )
  select
    13, 'public.upgrade_intent_events'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'),
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
    from (select distinct own.id from retention.own_user_activity_log(foresee_users.subject_key) as own) as own
    join retention.user_activity_log_fate as f on f.id = own.id
    join public.user_activity_log as r on r.id = own.id
    left join retention.user_activity_log_act as erased on f.id = erased.id and erased.stage = 'erase'
    where erased.done_at is null
  )
  select
    14, 'public.user_activity_log'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'),
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
    from (select distinct own.id from retention.own_watches(foresee_users.subject_key) as own) as own
    join retention.watches_fate as f on f.id = own.id
    join public.watches as r on r.id = own.id
  )
  select
    15, 'public.watches'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'),
    null::timestamptz, max(mine.erase_at)
  from mine;
  return query
  with mine as materialized (
    select
      f.id, f.due_at, f.erase_at,
      case
        when f.hold_id is not null then 'held'
        when exists (
          select from public.api_keys as d
          where d.user_id = r.id
            and not exists (
              select from retention.api_keys_fate as f
              where d.id = f.id
                and (f.id) in (select own.id from retention.own_api_keys(foresee_users.subject_key) as own)
            )
        ) then 'deferred'
        when exists (
          select from public.api_usage as d
          where d.user_id = r.id
            and not exists (
              select from retention.api_usage_fate as f
              where d.created_at = f.created_at and d.id = f.id
                and (f.created_at, f.id) in (select own.created_at, own.id from retention.own_api_usage(foresee_users.subject_key) as own)
            )
        ) then 'deferred'
        when exists (
          select from public.auth_login_events as d
          where d.user_id = r.id
            and not exists (
              select from retention.auth_login_events_fate as f
              where d.id = f.id
                and (f.id) in (select own.id from retention.own_auth_login_events(foresee_users.subject_key) as own)
            )
        ) then 'deferred'
        when exists (
          select from public.business_removal_requests as d
          where d.decided_by = r.id
        ) then 'deferred'
        when exists (
          select from public.export_requests as d
          where d.user_id = r.id
            and not exists (
              select from retention.export_requests_fate as f
              where d.id = f.id
                and (f.id) in (select own.id from retention.own_export_requests(foresee_users.subject_key) as own)
            )
        ) then 'deferred'
        when exists (
          select from public.removal_request_audit as d
          where d.actor_id = r.id
        ) then 'deferred'
        when exists (
          select from public.saved_searches as d
          where d.user_id = r.id
            and not exists (
              select from retention.saved_searches_fate as f
              where d.id = f.id
                and (f.id) in (select own.id from retention.own_saved_searches(foresee_users.subject_key) as own)
            )
        ) then 'deferred'
        when exists (
          select from public.search_usage as d
          where d.user_id = r.id
            and not exists (
              select from retention.search_usage_fate as f
              where d.id = f.id
                and (f.id) in (select own.id from retention.own_search_usage(foresee_users.subject_key) as own)
            )
        ) then 'deferred'
        when exists (
          select from public.upgrade_intent_events as d
          where d.user_id = r.id
            and not exists (
              select from retention.upgrade_intent_events_fate as f
              where d.id = f.id
                and (f.id) in (select own.id from retention.own_upgrade_intent_events(foresee_users.subject_key) as own)
            )
        ) then 'deferred'
        when exists (
          select from public.user_activity_log as d
          where d.user_id = r.id
            and not exists (
              select from retention.user_activity_log_fate as f
              where d.id = f.id
                and (f.id) in (select own.id from retention.own_user_activity_log(foresee_users.subject_key) as own)
            )
        ) then 'deferred'
        when exists (
          select from public.watches as d
          where d.user_id = r.id
            and not exists (
              select from retention.watches_fate as f
              where d.id = f.id
                and (f.id) in (select own.id from retention.own_watches(foresee_users.subject_key) as own)
            )
        ) then 'deferred'
        when exists (
          select from public.error_events as d
          where d.user_id = r.id and not exists (select from retention.error_events_act as a where d.id = a.id and a.stage = 'erase')
            and not exists (
              select from retention.error_events_fate as f
              where d.id = f.id
                and (f.id) in (select own.id from retention.own_error_events(foresee_users.subject_key) as own)
            )
        ) then 'deferred'
        when exists (
          select from public.search_usage_daily as d
          where d.user_id = r.id and not exists (select from retention.search_usage_daily_act as a where d.id = a.id and a.stage = 'erase')
            and not exists (
              select from retention.search_usage_daily_fate as f
              where d.id = f.id
                and (f.id) in (select own.id from retention.own_search_usage_daily(foresee_users.subject_key) as own)
            )
        ) then 'deferred'
        when exists (
          select from public.api_usage_daily as d
          where d.user_id = r.id and not exists (select from retention.api_usage_daily_act as a where d.id = a.id and a.stage = 'erase')
            and not exists (
              select from retention.api_usage_daily_fate as f
              where d.id = f.id
                and (f.id) in (select own.id from retention.own_api_usage_daily(foresee_users.subject_key) as own)
            )
        ) then 'deferred'
        else 'due'
      end as state
    from (select distinct own.id from retention.own_users(foresee_users.subject_key) as own) as own
    join retention.users_fate as f on f.id = own.id
    join public.users as r on r.id = own.id
  )
  select
    16, 'public.users'::text, count(*), count(*) filter (where mine.state = 'held'), count(*) filter (where mine.state = 'deferred'),
    null::timestamptz, max(mine.erase_at)
  from mine;
end
$$;


ALTER FUNCTION retention.foresee_users(subject_key jsonb, as_of timestamp with time zone) OWNER TO pristina_retention_owner;

--
-- Name: give_notice(bigint, text); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention.give_notice(request_id bigint, notice text) OWNER TO pristina_retention_owner;

--
-- Name: go_on(text, boolean); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.go_on(note text, nothing_to_replay boolean DEFAULT false) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  was retention.installation;
  system bigint := (select c.system_identifier from pg_control_system() as c);
  through bigint;
  left_open bigint;
begin
  select * into strict was from retention.installation;
  -- The last replay of this wait: as long as everything waits there is no heartbeat.
  select p.replay_id, p.rows_open into through, left_open
  from retention.replay as p
  where p.finished_at is not null and p.heartbeat = was.heartbeat and p.system_identifier = system
    and p.database_oid = (select d.oid from pg_database as d where d.datname = current_database())
  order by p.replay_id desc limit 1;
  if nothing_to_replay is not true and retention._waits() is not null and left_open is distinct from 0
    and (
      was.system_identifier <> system or was.heartbeat <= clock_timestamp() + interval '5 minutes'
      or was.database_oid <> (select d.oid from pg_database as d where d.datname = current_database())
    ) then
    raise exception 'this may be a backup in which erased persons are there again: %', case
      when through is null then 'no replay of the erasure ledger is through'
      else format('replay %s has left rows that nothing keeps', through)
    end
      using errcode = 'RH019',
        hint = 'lapse replay --from <ledger>; or, where nobody was erased since: select retention.go_on(''…'', nothing_to_replay => true);';
  end if;
  update retention.installation
  set system_identifier = (select c.system_identifier from pg_control_system() as c),
      database_oid = (select d.oid from pg_database as d where d.datname = current_database()),
      heartbeat = clock_timestamp();
  perform retention._append_evidence('told to go on', jsonb_strip_nulls(jsonb_build_object('nothing_to_replay', nothing_to_replay, 'replay', through)), note);
end
$$;


ALTER FUNCTION retention.go_on(note text, nothing_to_replay boolean) OWNER TO pristina_retention_owner;

--
-- Name: guard_api_keys(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.guard_api_keys() RETURNS trigger
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
  if not exists (select from retention.active_hold as h where not h.standing)
    and not exists (select from public.users as s where s.legal_hold = true) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners, or a row that refers to it.
  select array_agg(distinct covering.hold_id)
  into holds
  from (
    select m.hold_id from retention.api_keys_matched as m where m.id = old.id
    union all
    -- belongs to users
    select m.hold_id from retention.users_matched as m
    where m.id = any (array(
        select users.id
        from public.users as users
        where old.user_id = users.id
      ))
    union all
    -- is referred to by api_usage
    select held.hold_id
    from retention.api_usage_held as held
    join public.api_usage as d on d.created_at = held.created_at and d.id = held.id
    where d.api_key_id = old.id
  ) as covering;
  if holds is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'a row of % is on legal hold: matter %', 'api_keys', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id, old.user_id) is distinct from (new.id, new.user_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'api_keys' using errcode = 'RH001';
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.api_keys', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_api_keys() OWNER TO pristina_retention_owner;

--
-- Name: guard_api_usage(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.guard_api_usage() RETURNS trigger
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
  if not exists (select from retention.active_hold as h where not h.standing)
    and not exists (select from public.users as s where s.legal_hold = true) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners, or a row that refers to it.
  select array_agg(distinct covering.hold_id)
  into holds
  from (
    select m.hold_id from retention.api_usage_matched as m where m.created_at = old.created_at and m.id = old.id
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
    raise exception 'a row of % is on legal hold: matter %', 'api_usage', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.created_at, old.id, old.user_id) is distinct from (new.created_at, new.id, new.user_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'api_usage' using errcode = 'RH001';
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.api_usage', jsonb_build_array(old.created_at, old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_api_usage() OWNER TO pristina_retention_owner;

--
-- Name: guard_api_usage_daily(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.guard_api_usage_daily() RETURNS trigger
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
  if not exists (select from retention.active_hold as h where not h.standing)
    and not exists (select from public.users as s where s.legal_hold = true) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners, or a row that refers to it.
  select array_agg(distinct covering.hold_id)
  into holds
  from (
    select m.hold_id from retention.api_usage_daily_matched as m where m.id = old.id
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
    raise exception 'a row of % is on legal hold: matter %', 'api_usage_daily', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id, old.user_id) is distinct from (new.id, new.user_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'api_usage_daily' using errcode = 'RH001';
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.api_usage_daily', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_api_usage_daily() OWNER TO pristina_retention_owner;

--
-- Name: guard_auth_login_events(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.guard_auth_login_events() RETURNS trigger
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
  if not exists (select from retention.active_hold as h where not h.standing)
    and not exists (select from public.users as s where s.legal_hold = true) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners (from above), or a row that refers to it.
  select array_agg(distinct covering.hold_id), array_agg(distinct covering.hold_id) filter (where covering.from_above)
  into holds, from_above
  from (
    select m.hold_id, true as from_above from retention.auth_login_events_matched as m where m.id = old.id
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
    raise exception 'a row of % is on legal hold: matter %', 'auth_login_events', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id, old.user_id) is distinct from (new.id, new.user_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'auth_login_events' using errcode = 'RH001';
  end if;
  -- Its class or its date changes: the holds go on naming it.
  if (old.created_at) is distinct from (new.created_at) then
    insert into retention.auth_login_events_hold (hold_id, id)
    select h.hold_id, old.id
    from retention.active_hold as h
    where h.hold_id = any (from_above) and not h.standing
    on conflict do nothing;
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.auth_login_events', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_auth_login_events() OWNER TO pristina_retention_owner;

--
-- Name: guard_business_removal_requests(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.guard_business_removal_requests() RETURNS trigger
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
  if not exists (select from retention.active_hold as h where not h.standing)
    and not exists (select from public.users as s where s.legal_hold = true) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners (from above), or a row that refers to it.
  select array_agg(distinct covering.hold_id), array_agg(distinct covering.hold_id) filter (where covering.from_above)
  into holds, from_above
  from (
    select m.hold_id, true as from_above from retention.business_removal_requests_matched as m where m.id = old.id
    union all
    -- is referred to by removal_request_audit
    select held.hold_id, false
    from retention.removal_request_audit_matched as held
    join public.removal_request_audit as d on d.id = held.id
    where d.request_id = old.id
  ) as covering;
  if holds is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'a row of % is on legal hold: matter %', 'business_removal_requests', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id, old.business_id) is distinct from (new.id, new.business_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'business_removal_requests' using errcode = 'RH001';
  end if;
  -- Its class or its date changes: the holds go on naming it.
  if (old.decided_at) is distinct from (new.decided_at) then
    insert into retention.business_removal_requests_hold (hold_id, id)
    select h.hold_id, old.id
    from retention.active_hold as h
    where h.hold_id = any (from_above) and not h.standing
    on conflict do nothing;
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.business_removal_requests', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_business_removal_requests() OWNER TO pristina_retention_owner;

--
-- Name: guard_error_events(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.guard_error_events() RETURNS trigger
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
  if not exists (select from retention.active_hold as h where not h.standing)
    and not exists (select from public.users as s where s.legal_hold = true) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners (from above), or a row that refers to it.
  select array_agg(distinct covering.hold_id), array_agg(distinct covering.hold_id) filter (where covering.from_above)
  into holds, from_above
  from (
    select m.hold_id, true as from_above from retention.error_events_matched as m where m.id = old.id
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
    raise exception 'a row of % is on legal hold: matter %', 'error_events', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id, old.user_id) is distinct from (new.id, new.user_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'error_events' using errcode = 'RH001';
  end if;
  -- Its class or its date changes: the holds go on naming it.
  if (old.created_at) is distinct from (new.created_at) then
    insert into retention.error_events_hold (hold_id, id)
    select h.hold_id, old.id
    from retention.active_hold as h
    where h.hold_id = any (from_above) and not h.standing
    on conflict do nothing;
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.error_events', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_error_events() OWNER TO pristina_retention_owner;

--
-- Name: guard_export_requests(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.guard_export_requests() RETURNS trigger
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
  if not exists (select from retention.active_hold as h where not h.standing)
    and not exists (select from public.users as s where s.legal_hold = true) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners, or a row that refers to it.
  select array_agg(distinct covering.hold_id)
  into holds
  from (
    select m.hold_id from retention.export_requests_matched as m where m.id = old.id
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
    raise exception 'a row of % is on legal hold: matter %', 'export_requests', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id, old.user_id) is distinct from (new.id, new.user_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'export_requests' using errcode = 'RH001';
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.export_requests', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_export_requests() OWNER TO pristina_retention_owner;

--
-- Name: guard_invoices(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.guard_invoices() RETURNS trigger
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
  if not exists (select from retention.active_hold as h where not h.standing)
    and not exists (select from public.users as s where s.legal_hold = true) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners (from above), or a row that refers to it.
  select array_agg(distinct covering.hold_id), array_agg(distinct covering.hold_id) filter (where covering.from_above)
  into holds, from_above
  from (
    select m.hold_id, true as from_above from retention.invoices_matched as m where m.id = old.id
    union all
    -- belongs to users
    select m.hold_id, true from retention.users_matched as m
    where m.id = any (array(
        select users.id
        from public.users as users
        where old.user_id = users.id
      ))
    union all
    -- is referred to by payments
    select held.hold_id, false
    from retention.payments_matched as held
    join public.payments as d on d.id = held.id
    where d.invoice_id = old.id
  ) as covering;
  if holds is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'a row of % is on legal hold: matter %', 'invoices', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id, old.user_id) is distinct from (new.id, new.user_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'invoices' using errcode = 'RH001';
  end if;
  -- Its class or its date changes: the holds go on naming it.
  if (old.issued_on) is distinct from (new.issued_on) then
    insert into retention.invoices_hold (hold_id, id)
    select h.hold_id, old.id
    from retention.active_hold as h
    where h.hold_id = any (from_above) and not h.standing
    on conflict do nothing;
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.invoices', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_invoices() OWNER TO pristina_retention_owner;

--
-- Name: guard_payments(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.guard_payments() RETURNS trigger
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
  if not exists (select from retention.active_hold as h where not h.standing)
    and not exists (select from public.users as s where s.legal_hold = true) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners, or a row that refers to it.
  select array_agg(distinct covering.hold_id)
  into holds
  from (
    select m.hold_id from retention.payments_matched as m where m.id = old.id
    union all
    -- belongs to invoices
    select m.hold_id from retention.invoices_matched as m
    where m.id = any (array(
        select invoices.id
        from public.invoices as invoices
        where old.invoice_id = invoices.id
      ))
    union all
    -- belongs to users
    select m.hold_id from retention.users_matched as m
    where m.id = any (array(
        select users.id
        from public.invoices as invoices
        join public.users as users on invoices.user_id = users.id
        where old.invoice_id = invoices.id
      ))
  ) as covering;
  if holds is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'a row of % is on legal hold: matter %', 'payments', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id, old.invoice_id) is distinct from (new.id, new.invoice_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'payments' using errcode = 'RH001';
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.payments', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_payments() OWNER TO pristina_retention_owner;

--
-- Name: guard_removal_request_audit(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.guard_removal_request_audit() RETURNS trigger
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
  if not exists (select from retention.active_hold as h where not h.standing)
    and not exists (select from public.users as s where s.legal_hold = true) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners, or a row that refers to it.
  select array_agg(distinct covering.hold_id)
  into holds
  from (
    select m.hold_id from retention.removal_request_audit_matched as m where m.id = old.id
    union all
    -- belongs to business_removal_requests
    select m.hold_id from retention.business_removal_requests_matched as m
    where m.id = any (array(
        select business_removal_requests.id
        from public.business_removal_requests as business_removal_requests
        where old.request_id = business_removal_requests.id
      ))
  ) as covering;
  if holds is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'a row of % is on legal hold: matter %', 'removal_request_audit', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id, old.request_id) is distinct from (new.id, new.request_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'removal_request_audit' using errcode = 'RH001';
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.removal_request_audit', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_removal_request_audit() OWNER TO pristina_retention_owner;

--
-- Name: guard_saved_searches(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.guard_saved_searches() RETURNS trigger
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
  if not exists (select from retention.active_hold as h where not h.standing)
    and not exists (select from public.users as s where s.legal_hold = true) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners, or a row that refers to it.
  select array_agg(distinct covering.hold_id)
  into holds
  from (
    select m.hold_id from retention.saved_searches_matched as m where m.id = old.id
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
    raise exception 'a row of % is on legal hold: matter %', 'saved_searches', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id, old.user_id) is distinct from (new.id, new.user_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'saved_searches' using errcode = 'RH001';
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.saved_searches', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_saved_searches() OWNER TO pristina_retention_owner;

--
-- Name: guard_search_usage(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.guard_search_usage() RETURNS trigger
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
  if not exists (select from retention.active_hold as h where not h.standing)
    and not exists (select from public.users as s where s.legal_hold = true) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners (from above), or a row that refers to it.
  select array_agg(distinct covering.hold_id), array_agg(distinct covering.hold_id) filter (where covering.from_above)
  into holds, from_above
  from (
    select m.hold_id, true as from_above from retention.search_usage_matched as m where m.id = old.id
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
    raise exception 'a row of % is on legal hold: matter %', 'search_usage', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id, old.user_id) is distinct from (new.id, new.user_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'search_usage' using errcode = 'RH001';
  end if;
  -- Its class or its date changes: the holds go on naming it.
  if (old.created_at) is distinct from (new.created_at) then
    insert into retention.search_usage_hold (hold_id, id)
    select h.hold_id, old.id
    from retention.active_hold as h
    where h.hold_id = any (from_above) and not h.standing
    on conflict do nothing;
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.search_usage', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_search_usage() OWNER TO pristina_retention_owner;

--
-- Name: guard_search_usage_daily(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.guard_search_usage_daily() RETURNS trigger
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
  if not exists (select from retention.active_hold as h where not h.standing)
    and not exists (select from public.users as s where s.legal_hold = true) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners, or a row that refers to it.
  select array_agg(distinct covering.hold_id)
  into holds
  from (
    select m.hold_id from retention.search_usage_daily_matched as m where m.id = old.id
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
    raise exception 'a row of % is on legal hold: matter %', 'search_usage_daily', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id, old.user_id) is distinct from (new.id, new.user_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'search_usage_daily' using errcode = 'RH001';
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.search_usage_daily', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_search_usage_daily() OWNER TO pristina_retention_owner;

--
-- Name: guard_subscriptions(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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
  if not exists (select from retention.active_hold as h where not h.standing)
    and not exists (select from public.users as s where s.legal_hold = true) then
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
    -- is referred to by invoices
    select held.hold_id, false
    from retention.invoices_held as held
    join public.invoices as d on d.id = held.id
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
  if (old.ends_at) is distinct from (new.ends_at) then
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


ALTER FUNCTION retention.guard_subscriptions() OWNER TO pristina_retention_owner;

--
-- Name: guard_upgrade_intent_events(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.guard_upgrade_intent_events() RETURNS trigger
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
  if not exists (select from retention.active_hold as h where not h.standing)
    and not exists (select from public.users as s where s.legal_hold = true) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners (from above), or a row that refers to it.
  select array_agg(distinct covering.hold_id), array_agg(distinct covering.hold_id) filter (where covering.from_above)
  into holds, from_above
  from (
    select m.hold_id, true as from_above from retention.upgrade_intent_events_matched as m where m.id = old.id
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
    raise exception 'a row of % is on legal hold: matter %', 'upgrade_intent_events', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id, old.user_id) is distinct from (new.id, new.user_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'upgrade_intent_events' using errcode = 'RH001';
  end if;
  -- Its class or its date changes: the holds go on naming it.
  if (old.created_at) is distinct from (new.created_at) then
    insert into retention.upgrade_intent_events_hold (hold_id, id)
    select h.hold_id, old.id
    from retention.active_hold as h
    where h.hold_id = any (from_above) and not h.standing
    on conflict do nothing;
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.upgrade_intent_events', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_upgrade_intent_events() OWNER TO pristina_retention_owner;

--
-- Name: guard_user_activity_log(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.guard_user_activity_log() RETURNS trigger
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
  if not exists (select from retention.active_hold as h where not h.standing)
    and not exists (select from public.users as s where s.legal_hold = true) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners (from above), or a row that refers to it.
  select array_agg(distinct covering.hold_id), array_agg(distinct covering.hold_id) filter (where covering.from_above)
  into holds, from_above
  from (
    select m.hold_id, true as from_above from retention.user_activity_log_matched as m where m.id = old.id
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
    raise exception 'a row of % is on legal hold: matter %', 'user_activity_log', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id, old.user_id) is distinct from (new.id, new.user_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'user_activity_log' using errcode = 'RH001';
  end if;
  -- Its class or its date changes: the holds go on naming it.
  if (old.created_at) is distinct from (new.created_at) then
    insert into retention.user_activity_log_hold (hold_id, id)
    select h.hold_id, old.id
    from retention.active_hold as h
    where h.hold_id = any (from_above) and not h.standing
    on conflict do nothing;
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.user_activity_log', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_user_activity_log() OWNER TO pristina_retention_owner;

--
-- Name: guard_users(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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
  if not exists (select from retention.active_hold as h where not h.standing)
    and not exists (select from public.users as s where s.legal_hold = true) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners, or a row that refers to it.
  select array_agg(distinct covering.hold_id)
  into holds
  from (
    select m.hold_id from retention.users_matched as m where m.id = old.id
    union all
    -- is referred to by api_keys
    select held.hold_id
    from retention.api_keys_upward as held
    join public.api_keys as d on d.id = held.id
    where d.user_id = old.id
    union all
    -- is referred to by api_usage
    select held.hold_id
    from retention.api_usage_matched as held
    join public.api_usage as d on d.created_at = held.created_at and d.id = held.id
    where d.user_id = old.id
    union all
    -- is referred to by auth_login_events
    select held.hold_id
    from retention.auth_login_events_matched as held
    join public.auth_login_events as d on d.id = held.id
    where d.user_id = old.id
    union all
    -- is referred to by business_removal_requests
    select held.hold_id
    from retention.business_removal_requests_held as held
    join public.business_removal_requests as d on d.id = held.id
    where d.decided_by = old.id
    union all
    -- is referred to by export_requests
    select held.hold_id
    from retention.export_requests_matched as held
    join public.export_requests as d on d.id = held.id
    where d.user_id = old.id
    union all
    -- is referred to by invoices
    select held.hold_id
    from retention.invoices_upward as held
    join public.invoices as d on d.id = held.id
    where d.user_id = old.id
    union all
    -- is referred to by removal_request_audit
    select held.hold_id
    from retention.removal_request_audit_held as held
    join public.removal_request_audit as d on d.id = held.id
    where d.actor_id = old.id
    union all
    -- is referred to by saved_searches
    select held.hold_id
    from retention.saved_searches_matched as held
    join public.saved_searches as d on d.id = held.id
    where d.user_id = old.id
    union all
    -- is referred to by search_usage
    select held.hold_id
    from retention.search_usage_matched as held
    join public.search_usage as d on d.id = held.id
    where d.user_id = old.id
    union all
    -- is referred to by subscriptions
    select held.hold_id
    from retention.subscriptions_upward as held
    join public.subscriptions as d on d.id = held.id
    where d.user_id = old.id
    union all
    -- is referred to by upgrade_intent_events
    select held.hold_id
    from retention.upgrade_intent_events_matched as held
    join public.upgrade_intent_events as d on d.id = held.id
    where d.user_id = old.id
    union all
    -- is referred to by user_activity_log
    select held.hold_id
    from retention.user_activity_log_matched as held
    join public.user_activity_log as d on d.id = held.id
    where d.user_id = old.id
    union all
    -- is referred to by watches
    select held.hold_id
    from retention.watches_held as held
    join public.watches as d on d.id = held.id
    where d.user_id = old.id
    union all
    -- is referred to by error_events
    select held.hold_id
    from retention.error_events_held as held
    join public.error_events as d on d.id = held.id
    where d.user_id = old.id
    union all
    -- is referred to by search_usage_daily
    select held.hold_id
    from retention.search_usage_daily_held as held
    join public.search_usage_daily as d on d.id = held.id
    where d.user_id = old.id
    union all
    -- is referred to by api_usage_daily
    select held.hold_id
    from retention.api_usage_daily_held as held
    join public.api_usage_daily as d on d.id = held.id
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


ALTER FUNCTION retention.guard_users() OWNER TO pristina_retention_owner;

--
-- Name: guard_watches(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.guard_watches() RETURNS trigger
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
  if not exists (select from retention.active_hold as h where not h.standing)
    and not exists (select from public.users as s where s.legal_hold = true) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- What names the row, or one of its owners, or a row that refers to it.
  select array_agg(distinct covering.hold_id)
  into holds
  from (
    select m.hold_id from retention.watches_matched as m where m.id = old.id
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
    raise exception 'a row of % is on legal hold: matter %', 'watches', (select string_agg(h.matter, ', ' order by h.hold_id) from retention.hold as h where h.hold_id = any (holds))
      using errcode = 'RH001', hint = 'It can go when every hold is released.';
  end if;
  if (old.id, old.business_id, old.user_id) is distinct from (new.id, new.business_id, new.user_id) then
    raise exception 'a row of % is on legal hold: its key and owner cannot change', 'watches' using errcode = 'RH001';
  end if;
  if to_jsonb(old) <> to_jsonb(new) then
    perform retention._preserve(
      holds, 'public.watches', jsonb_build_array(old.id), to_jsonb(old), to_jsonb(new)
    );
  end if;
  return new;
end
$$;


ALTER FUNCTION retention.guard_watches() OWNER TO pristina_retention_owner;

--
-- Name: held_api_keys(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.held_api_keys() RETURNS TABLE(id uuid, hold_id bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
#variable_conflict use_column
begin
  if retention._anything_on_hold() then
    return query
    select held.id, min(held.hold_id) from retention.api_keys_held as held group by held.id;
  end if;
end
$$;


ALTER FUNCTION retention.held_api_keys() OWNER TO pristina_retention_owner;

--
-- Name: held_api_usage(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.held_api_usage() RETURNS TABLE(created_at timestamp with time zone, id uuid, hold_id bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
#variable_conflict use_column
begin
  if retention._anything_on_hold() then
    return query
    select held.created_at, held.id, min(held.hold_id) from retention.api_usage_held as held group by held.created_at, held.id;
  end if;
end
$$;


ALTER FUNCTION retention.held_api_usage() OWNER TO pristina_retention_owner;

--
-- Name: held_api_usage_daily(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.held_api_usage_daily() RETURNS TABLE(id bigint, hold_id bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
#variable_conflict use_column
begin
  if retention._anything_on_hold() then
    return query
    select held.id, min(held.hold_id) from retention.api_usage_daily_held as held group by held.id;
  end if;
end
$$;


ALTER FUNCTION retention.held_api_usage_daily() OWNER TO pristina_retention_owner;

--
-- Name: held_auth_login_events(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.held_auth_login_events() RETURNS TABLE(id bigint, hold_id bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
#variable_conflict use_column
begin
  if retention._anything_on_hold() then
    return query
    select held.id, min(held.hold_id) from retention.auth_login_events_held as held group by held.id;
  end if;
end
$$;


ALTER FUNCTION retention.held_auth_login_events() OWNER TO pristina_retention_owner;

--
-- Name: held_business_removal_requests(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.held_business_removal_requests() RETURNS TABLE(id uuid, hold_id bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
#variable_conflict use_column
begin
  if retention._anything_on_hold() then
    return query
    select held.id, min(held.hold_id) from retention.business_removal_requests_held as held group by held.id;
  end if;
end
$$;


ALTER FUNCTION retention.held_business_removal_requests() OWNER TO pristina_retention_owner;

--
-- Name: held_error_events(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.held_error_events() RETURNS TABLE(id uuid, hold_id bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
#variable_conflict use_column
begin
  if retention._anything_on_hold() then
    return query
    select held.id, min(held.hold_id) from retention.error_events_held as held group by held.id;
  end if;
end
$$;


ALTER FUNCTION retention.held_error_events() OWNER TO pristina_retention_owner;

--
-- Name: held_export_requests(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.held_export_requests() RETURNS TABLE(id uuid, hold_id bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
#variable_conflict use_column
begin
  if retention._anything_on_hold() then
    return query
    select held.id, min(held.hold_id) from retention.export_requests_held as held group by held.id;
  end if;
end
$$;


ALTER FUNCTION retention.held_export_requests() OWNER TO pristina_retention_owner;

--
-- Name: held_invoices(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.held_invoices() RETURNS TABLE(id uuid, hold_id bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
#variable_conflict use_column
begin
  if retention._anything_on_hold() then
    return query
    select held.id, min(held.hold_id) from retention.invoices_held as held group by held.id;
  end if;
end
$$;


ALTER FUNCTION retention.held_invoices() OWNER TO pristina_retention_owner;

--
-- Name: held_saved_searches(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.held_saved_searches() RETURNS TABLE(id uuid, hold_id bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
#variable_conflict use_column
begin
  if retention._anything_on_hold() then
    return query
    select held.id, min(held.hold_id) from retention.saved_searches_held as held group by held.id;
  end if;
end
$$;


ALTER FUNCTION retention.held_saved_searches() OWNER TO pristina_retention_owner;

--
-- Name: held_search_usage(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.held_search_usage() RETURNS TABLE(id uuid, hold_id bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
#variable_conflict use_column
begin
  if retention._anything_on_hold() then
    return query
    select held.id, min(held.hold_id) from retention.search_usage_held as held group by held.id;
  end if;
end
$$;


ALTER FUNCTION retention.held_search_usage() OWNER TO pristina_retention_owner;

--
-- Name: held_search_usage_daily(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.held_search_usage_daily() RETURNS TABLE(id bigint, hold_id bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
#variable_conflict use_column
begin
  if retention._anything_on_hold() then
    return query
    select held.id, min(held.hold_id) from retention.search_usage_daily_held as held group by held.id;
  end if;
end
$$;


ALTER FUNCTION retention.held_search_usage_daily() OWNER TO pristina_retention_owner;

--
-- Name: held_subscriptions(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.held_subscriptions() RETURNS TABLE(id uuid, hold_id bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
#variable_conflict use_column
begin
  if retention._anything_on_hold() then
    return query
    select held.id, min(held.hold_id) from retention.subscriptions_held as held group by held.id;
  end if;
end
$$;


ALTER FUNCTION retention.held_subscriptions() OWNER TO pristina_retention_owner;

--
-- Name: held_upgrade_intent_events(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.held_upgrade_intent_events() RETURNS TABLE(id uuid, hold_id bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
#variable_conflict use_column
begin
  if retention._anything_on_hold() then
    return query
    select held.id, min(held.hold_id) from retention.upgrade_intent_events_held as held group by held.id;
  end if;
end
$$;


ALTER FUNCTION retention.held_upgrade_intent_events() OWNER TO pristina_retention_owner;

--
-- Name: held_user_activity_log(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.held_user_activity_log() RETURNS TABLE(id bigint, hold_id bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
#variable_conflict use_column
begin
  if retention._anything_on_hold() then
    return query
    select held.id, min(held.hold_id) from retention.user_activity_log_held as held group by held.id;
  end if;
end
$$;


ALTER FUNCTION retention.held_user_activity_log() OWNER TO pristina_retention_owner;

--
-- Name: held_users(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.held_users() RETURNS TABLE(id uuid, hold_id bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
#variable_conflict use_column
begin
  if retention._anything_on_hold() then
    return query
    select held.id, min(held.hold_id) from retention.users_held as held group by held.id;
  end if;
end
$$;


ALTER FUNCTION retention.held_users() OWNER TO pristina_retention_owner;

--
-- Name: held_watches(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.held_watches() RETURNS TABLE(id uuid, hold_id bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
#variable_conflict use_column
begin
  if retention._anything_on_hold() then
    return query
    select held.id, min(held.hold_id) from retention.watches_held as held group by held.id;
  end if;
end
$$;


ALTER FUNCTION retention.held_watches() OWNER TO pristina_retention_owner;

--
-- Name: hold_barrier(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention.hold_barrier() OWNER TO pristina_retention_owner;

--
-- Name: hold_writer_barrier(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention.hold_writer_barrier() OWNER TO pristina_retention_owner;

--
-- Name: interim_1_invoices(bigint, timestamp with time zone, boolean, text, jsonb, integer); Type: FUNCTION; Schema: retention; Owner: pristina_retention_disposer
--

CREATE FUNCTION retention.interim_1_invoices(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) RETURNS record
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
    from retention.invoices_fate as f
    where f.interim_1_at <= as_of
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
      from public.invoices as r
      join unnest(key_1) as k (id) on r.id = k.id
      for update of r skip locked
    ) as r;

    -- 3. What is on hold stays.
    if retention._anything_on_hold() then
      select array_agg(k.id)
      into key_1
      from unnest(key_1) as k (id)
      where not exists (select from retention.invoices_held as held where held.id = k.id);
    end if;

    -- 4. Look again, now that nobody can change them: only what is still due and free goes.
    select array_agg(f.id order by f.id), min(f.started_at), max(f.started_at),
      retention.keyed_digest(string_agg(jsonb_build_array(f.id)::text, ',' order by f.id)), count(*)
    into key_1, from_start, to_start, digest, disposed
    from retention.invoices_fate as f
    join unnest(key_1) as k (id) on f.id = k.id
    where f.interim_1_at <= as_of;

    if disposed > 0 then
      insert into retention.invoices_act (id, stage, done_at, started_at, ground)
      select f.id, 'interim_1', as_of, f.started_at, null
      from retention.invoices_fate as f
      join unnest(key_1) as k (id) on f.id = k.id
      on conflict do nothing;
      update public.invoices as r
      set archived_at = as_of
      from unnest(key_1) as k (id)
      where r.id = k.id;
      get diagnostics n = row_count;
      if n <> disposed then
        raise exception 'a trigger of % kept % of % rows', 'public.invoices', disposed - n, disposed using errcode = 'RH010';
      end if;
      counts := counts || jsonb_build_object('public.invoices', n);

      -- Deferred constraints speak now, not at the driver's commit.
      set constraints all immediate;
      perform retention._append_evidence('stage done', jsonb_build_object(
        'class', 'invoices', 'stage', 'interim_1', 'clauses', '["X-06"]'::jsonb, 'policy_version', '1.0',
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


ALTER FUNCTION retention.interim_1_invoices(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) OWNER TO pristina_retention_disposer;

--
-- Name: is_restricted(text, jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.is_restricted(subject_table text, subject_key jsonb) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  case subject_table
    when 'public.users' then
      return exists (
        select
        from public.users as r
        join retention.users_fate as f on r.id = f.id
        where r.id = (is_restricted.subject_key ->> 'id')::uuid and f.erase_at is not null
      );
  end case;
end
$$;


ALTER FUNCTION retention.is_restricted(subject_table text, subject_key jsonb) OWNER TO pristina_retention_owner;

--
-- Name: is_working_day(date, text); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.is_working_day(day date, region text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select extract(isodow from is_working_day.day) < 6
    and not exists (select from retention.holiday as h where h.region = is_working_day.region and h.day = is_working_day.day)
$$;


ALTER FUNCTION retention.is_working_day(day date, region text) OWNER TO pristina_retention_owner;

--
-- Name: keyed_digest(text); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.keyed_digest(keys text) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ select encode(retention._hmac(convert_to(keys, 'UTF8'), key), 'hex') from retention.digest_key $$;


ALTER FUNCTION retention.keyed_digest(keys text) OWNER TO pristina_retention_owner;

--
-- Name: latest_cutoff(timestamp with time zone, interval); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.latest_cutoff(as_of timestamp with time zone, period interval) RETURNS timestamp with time zone
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select ((as_of at time zone 'Europe/Belgrade') - period) at time zone 'Europe/Belgrade' + interval '120 hours' $$;


ALTER FUNCTION retention.latest_cutoff(as_of timestamp with time zone, period interval) OWNER TO pristina_retention_owner;

--
-- Name: ledger_lines(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.ledger_lines() RETURNS SETOF jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "IntervalStyle" TO 'iso_8601'
    AS $$
  (select to_jsonb(l) - 'noted_at' from retention.erasure_ledger as l order by l.subject_table, l.subject_digest)
$$;


ALTER FUNCTION retention.ledger_lines() OWNER TO pristina_retention_owner;

--
-- Name: ledger_source(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.ledger_source() RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select jsonb_build_object(
    'kind', 'erasure ledger', 'policy', 'Pristina', 'database', current_database(), 'fingerprint', retention.keyed_digest('the erasure ledger'),
    'taken_at', to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'entries', (select count(*) from retention.erasure_ledger)
  )
$$;


ALTER FUNCTION retention.ledger_source() OWNER TO pristina_retention_owner;

--
-- Name: list_users(bigint, jsonb, timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.list_users(of_request bigint, subject_key jsonb, as_of timestamp with time zone) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
-- Columns are written with their table: what stands alone is a variable, whatever an application calls its key.
#variable_conflict use_variable
declare
  n bigint;
  listed bigint := 0;
begin
  insert into retention.erasure_row (request_id, run_order, row_key)
  select of_request, 1, jsonb_build_array(f.created_at, f.id)
  from (select distinct own.created_at, own.id from retention.own_api_usage(list_users.subject_key) as own) as own
  join retention.api_usage_fate as f on f.created_at = own.created_at and f.id = own.id
  where f.erase_at <= as_of;
  get diagnostics n = row_count;
  listed := listed + n;
  insert into retention.erasure_row (request_id, run_order, row_key)
  select of_request, 2, jsonb_build_array(f.id)
  from (select distinct own.id from retention.own_api_keys(list_users.subject_key) as own) as own
  join retention.api_keys_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  get diagnostics n = row_count;
  listed := listed + n;
  insert into retention.erasure_row (request_id, run_order, row_key)
  select of_request, 3, jsonb_build_array(f.id)
  from (select distinct own.id from retention.own_api_usage_daily(list_users.subject_key) as own) as own
  join retention.api_usage_daily_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  get diagnostics n = row_count;
  listed := listed + n;
  insert into retention.erasure_row (request_id, run_order, row_key)
  select of_request, 4, jsonb_build_array(f.id)
  from (select distinct own.id from retention.own_auth_login_events(list_users.subject_key) as own) as own
  join retention.auth_login_events_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  get diagnostics n = row_count;
  listed := listed + n;
  insert into retention.erasure_row (request_id, run_order, row_key)
  select of_request, 6, jsonb_build_array(f.id)
  from (select distinct own.id from retention.own_error_events(list_users.subject_key) as own) as own
  join retention.error_events_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  get diagnostics n = row_count;
  listed := listed + n;
  insert into retention.erasure_row (request_id, run_order, row_key)
  select of_request, 7, jsonb_build_array(f.id)
  from (select distinct own.id from retention.own_export_requests(list_users.subject_key) as own) as own
  join retention.export_requests_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  get diagnostics n = row_count;
  listed := listed + n;
  insert into retention.erasure_row (request_id, run_order, row_key)
  select of_request, 8, jsonb_build_array(f.id)
  from (select distinct own.id from retention.own_invoices(list_users.subject_key) as own) as own
  join retention.invoices_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  get diagnostics n = row_count;
  listed := listed + n;
  insert into retention.erasure_row (request_id, run_order, row_key)
  select of_request, 9, jsonb_build_array(f.id)
  from (select distinct own.id from retention.own_saved_searches(list_users.subject_key) as own) as own
  join retention.saved_searches_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  get diagnostics n = row_count;
  listed := listed + n;
  insert into retention.erasure_row (request_id, run_order, row_key)
  select of_request, 10, jsonb_build_array(f.id)
  from (select distinct own.id from retention.own_search_usage(list_users.subject_key) as own) as own
  join retention.search_usage_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  get diagnostics n = row_count;
  listed := listed + n;
  insert into retention.erasure_row (request_id, run_order, row_key)
  select of_request, 11, jsonb_build_array(f.id)
  from (select distinct own.id from retention.own_search_usage_daily(list_users.subject_key) as own) as own
  join retention.search_usage_daily_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  get diagnostics n = row_count;
  listed := listed + n;
  insert into retention.erasure_row (request_id, run_order, row_key)
  select of_request, 12, jsonb_build_array(f.id)
  from (select distinct own.id from retention.own_subscriptions(list_users.subject_key) as own) as own
  join retention.subscriptions_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  get diagnostics n = row_count;
  listed := listed + n;
  insert into retention.erasure_row (request_id, run_order, row_key)
  select of_request, 13, jsonb_build_array(f.id)
  from (select distinct own.id from retention.own_upgrade_intent_events(list_users.subject_key) as own) as own
  join retention.upgrade_intent_events_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  get diagnostics n = row_count;
  listed := listed + n;
  insert into retention.erasure_row (request_id, run_order, row_key)
  select of_request, 14, jsonb_build_array(f.id)
  from (select distinct own.id from retention.own_user_activity_log(list_users.subject_key) as own) as own
  join retention.user_activity_log_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  get diagnostics n = row_count;
  listed := listed + n;
  insert into retention.erasure_row (request_id, run_order, row_key)
  select of_request, 15, jsonb_build_array(f.id)
  from (select distinct own.id from retention.own_watches(list_users.subject_key) as own) as own
  join retention.watches_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  get diagnostics n = row_count;
  listed := listed + n;
  insert into retention.erasure_row (request_id, run_order, row_key)
  select of_request, 16, jsonb_build_array(f.id)
  from (select distinct own.id from retention.own_users(list_users.subject_key) as own) as own
  join retention.users_fate as f on f.id = own.id
  where f.erase_at <= as_of;
  get diagnostics n = row_count;
  listed := listed + n;
  return listed;
end
$$;


ALTER FUNCTION retention.list_users(of_request bigint, subject_key jsonb, as_of timestamp with time zone) OWNER TO pristina_retention_owner;

--
-- Name: load_replay(bigint, jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.load_replay(replay_id bigint, entries jsonb) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
  n bigint;
begin
  if not exists (select from retention.replay as p where p.replay_id = load_replay.replay_id and p.begun_at is null) then
    raise exception 'there is no replay % that takes in entries', replay_id using errcode = 'RH018', hint = 'retention.open_replay begins one.';
  end if;
  insert into retention.replay_entry (replay_id, subject_table, subject_digest, clauses, began_at, completed_at, backup_horizon, erased_everywhere_by)
  select load_replay.replay_id, e.subject_table, e.subject_digest, e.clauses, e.began_at, e.completed_at, e.backup_horizon, e.erased_everywhere_by
  from jsonb_to_recordset(entries) as e (
    subject_table text, subject_digest text, clauses text[], began_at timestamptz, completed_at timestamptz, backup_horizon interval,
    erased_everywhere_by timestamptz, list text
  )
  where e.list is null;
  n := jsonb_array_length(entries);
  update retention.replay as p set loaded = p.loaded + n where p.replay_id = load_replay.replay_id;
  return n;
end
$$;


ALTER FUNCTION retention.load_replay(replay_id bigint, entries jsonb) OWNER TO pristina_retention_owner;

--
-- Name: lock_users(jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_disposer
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


ALTER FUNCTION retention.lock_users(subject_key jsonb) OWNER TO pristina_retention_disposer;

--
-- Name: open_replay(jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.open_replay(source jsonb) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
  reason text := case
    when source ->> 'kind' is distinct from 'erasure ledger' then 'this is no erasure ledger'
    when source ->> 'policy' is distinct from 'Pristina' then format('the ledger is of the policy "%s", and this database has "%s"', source ->> 'policy', 'Pristina')
    when source ->> 'fingerprint' is distinct from retention.ledger_source() ->> 'fingerprint' then 'the digests of the ledger were made with another secret: it is of another database'
    when source ->> 'entries' is null or source ->> 'entries' !~ '^[0-9]{1,15}$' then 'the ledger does not say how many entries it has'
  end;
  opened bigint;
begin
  if reason is not null then
    raise exception '%', reason using errcode = 'RH018', hint = 'Name the file that lapse ledger export wrote from the database that was restored.';
  end if;
  insert into retention.replay (source, entries, system_identifier, database_oid, heartbeat)
  select open_replay.source, (open_replay.source ->> 'entries')::bigint, c.system_identifier, d.oid, i.heartbeat
  from pg_control_system() as c, pg_database as d, retention.installation as i
  where d.datname = current_database()
  returning replay_id into strict opened;
  return opened;
end
$_$;


ALTER FUNCTION retention.open_replay(source jsonb) OWNER TO pristina_retention_owner;

--
-- Name: open_request(text, jsonb, text, text, timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention.open_request(subject_table text, subject_key jsonb, right_name text, channel text, received_at timestamp with time zone) OWNER TO pristina_retention_owner;

--
-- Name: own_api_keys(jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.own_api_keys(subject_key jsonb) RETURNS TABLE(id uuid)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.api_keys as r
  join public.users as users on r.user_id = users.id
  where users.id = (own_api_keys.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_api_keys(subject_key jsonb) OWNER TO pristina_retention_owner;

--
-- Name: own_api_usage(jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.own_api_usage(subject_key jsonb) RETURNS TABLE(created_at timestamp with time zone, id uuid)
    LANGUAGE sql STABLE
    AS $$
  select r.created_at, r.id
  from public.api_usage as r
  join public.users as users on r.user_id = users.id
  where users.id = (own_api_usage.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_api_usage(subject_key jsonb) OWNER TO pristina_retention_owner;

--
-- Name: own_api_usage_daily(jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.own_api_usage_daily(subject_key jsonb) RETURNS TABLE(id bigint)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.api_usage_daily as r
  join public.users as users on r.user_id = users.id
  where users.id = (own_api_usage_daily.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_api_usage_daily(subject_key jsonb) OWNER TO pristina_retention_owner;

--
-- Name: own_auth_login_events(jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.own_auth_login_events(subject_key jsonb) RETURNS TABLE(id bigint)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.auth_login_events as r
  join public.users as users on r.user_id = users.id
  where users.id = (own_auth_login_events.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_auth_login_events(subject_key jsonb) OWNER TO pristina_retention_owner;

--
-- Name: own_error_events(jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.own_error_events(subject_key jsonb) RETURNS TABLE(id uuid)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.error_events as r
  join public.users as users on r.user_id = users.id
  where users.id = (own_error_events.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_error_events(subject_key jsonb) OWNER TO pristina_retention_owner;

--
-- Name: own_export_requests(jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.own_export_requests(subject_key jsonb) RETURNS TABLE(id uuid)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.export_requests as r
  join public.users as users on r.user_id = users.id
  where users.id = (own_export_requests.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_export_requests(subject_key jsonb) OWNER TO pristina_retention_owner;

--
-- Name: own_invoices(jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.own_invoices(subject_key jsonb) RETURNS TABLE(id uuid)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.invoices as r
  join public.users as users on r.user_id = users.id
  where users.id = (own_invoices.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_invoices(subject_key jsonb) OWNER TO pristina_retention_owner;

--
-- Name: own_payments(jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.own_payments(subject_key jsonb) RETURNS TABLE(id uuid)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.payments as r
  join public.invoices as invoices on r.invoice_id = invoices.id
  join public.users as users on invoices.user_id = users.id
  where users.id = (own_payments.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_payments(subject_key jsonb) OWNER TO pristina_retention_owner;

--
-- Name: own_saved_searches(jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.own_saved_searches(subject_key jsonb) RETURNS TABLE(id uuid)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.saved_searches as r
  join public.users as users on r.user_id = users.id
  where users.id = (own_saved_searches.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_saved_searches(subject_key jsonb) OWNER TO pristina_retention_owner;

--
-- Name: own_search_usage(jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.own_search_usage(subject_key jsonb) RETURNS TABLE(id uuid)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.search_usage as r
  join public.users as users on r.user_id = users.id
  where users.id = (own_search_usage.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_search_usage(subject_key jsonb) OWNER TO pristina_retention_owner;

--
-- Name: own_search_usage_daily(jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.own_search_usage_daily(subject_key jsonb) RETURNS TABLE(id bigint)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.search_usage_daily as r
  join public.users as users on r.user_id = users.id
  where users.id = (own_search_usage_daily.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_search_usage_daily(subject_key jsonb) OWNER TO pristina_retention_owner;

--
-- Name: own_subscriptions(jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.own_subscriptions(subject_key jsonb) RETURNS TABLE(id uuid)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.subscriptions as r
  join public.users as users on r.user_id = users.id
  where users.id = (own_subscriptions.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_subscriptions(subject_key jsonb) OWNER TO pristina_retention_owner;

--
-- Name: own_upgrade_intent_events(jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.own_upgrade_intent_events(subject_key jsonb) RETURNS TABLE(id uuid)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.upgrade_intent_events as r
  join public.users as users on r.user_id = users.id
  where users.id = (own_upgrade_intent_events.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_upgrade_intent_events(subject_key jsonb) OWNER TO pristina_retention_owner;

--
-- Name: own_user_activity_log(jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.own_user_activity_log(subject_key jsonb) RETURNS TABLE(id bigint)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.user_activity_log as r
  join public.users as users on r.user_id = users.id
  where users.id = (own_user_activity_log.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_user_activity_log(subject_key jsonb) OWNER TO pristina_retention_owner;

--
-- Name: own_users(jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.own_users(subject_key jsonb) RETURNS TABLE(id uuid)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.users as r
  where r.id = (own_users.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_users(subject_key jsonb) OWNER TO pristina_retention_owner;

--
-- Name: own_watches(jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.own_watches(subject_key jsonb) RETURNS TABLE(id uuid)
    LANGUAGE sql STABLE
    AS $$
  select r.id
  from public.watches as r
  join public.users as users on r.user_id = users.id
  where users.id = (own_watches.subject_key ->> 'id')::uuid
$$;


ALTER FUNCTION retention.own_watches(subject_key jsonb) OWNER TO pristina_retention_owner;

--
-- Name: pause(text, text); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.pause(reason text, class_name text DEFAULT NULL::text) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ insert into retention.pause (reason, class_name) values (pause.reason, pause.class_name) returning pause_id $$;


ALTER FUNCTION retention.pause(reason text, class_name text) OWNER TO pristina_retention_owner;

--
-- Name: pause_request(bigint, text); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention.pause_request(request_id bigint, reason text) OWNER TO pristina_retention_owner;

--
-- Name: place_hold(text, text, text, text, text, text, text, jsonb, text, timestamp with time zone, timestamp with time zone, text, bigint, jsonb); Type: PROCEDURE; Schema: retention; Owner: pristina_retention_owner
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


ALTER PROCEDURE retention.place_hold(IN matter text, IN kind text, IN authority text, IN reason text, IN document text, IN notify text, IN on_table text, IN row_key jsonb, IN on_class text, IN since timestamp with time zone, IN until timestamp with time zone, IN on_tenant text, INOUT hold_id bigint, INOUT preserved jsonb) OWNER TO pristina_retention_owner;

--
-- Name: preview(text, timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention.preview(class_name text, as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) OWNER TO pristina_retention_owner;

--
-- Name: preview_erasure(bigint); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention.preview_erasure(request_id bigint) OWNER TO pristina_retention_owner;

--
-- Name: prune_evidence(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention.prune_evidence() OWNER TO pristina_retention_owner;

--
-- Name: prune_ledger(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.prune_ledger() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  reason text := coalesce(
    retention._waits(),
    (select 'all runs are paused: ' || p.reason from retention.pause as p where p.resumed_at is null and p.class_name is null limit 1)
  );
  n bigint;
  last_completed timestamptz;
begin
  if reason is not null then
    raise exception 'the ledger is not pruned: %', reason using errcode = 'RH018';
  end if;
  with gone as (
    delete from retention.erasure_ledger as l
    where coalesce(l.erased_everywhere_by, retention.erased_everywhere_by(l.noted_at)) <= clock_timestamp()
    returning l.completed_at
  )
  select count(*), max(gone.completed_at) into n, last_completed from gone;
  if n > 0 then
    perform retention._append_evidence('ledger pruned', jsonb_build_object('entries', n, 'completed_until', last_completed));
  end if;
  return n;
end
$$;


ALTER FUNCTION retention.prune_ledger() OWNER TO pristina_retention_owner;

--
-- Name: pseudonym(text, bigint, boolean); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention.pseudonym(value text, of_run bigint, keep_key boolean) OWNER TO pristina_retention_owner;

--
-- Name: refuse_alter(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention.refuse_alter() OWNER TO pristina_retention_owner;

--
-- Name: refuse_drop(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention.refuse_drop() OWNER TO pristina_retention_owner;

--
-- Name: release_hold(bigint, text, interval); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention.release_hold(hold_id bigint, reason text, cool_off interval) OWNER TO pristina_retention_owner;

--
-- Name: remain_users(jsonb); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.remain_users(subject_key jsonb) RETURNS TABLE(class_name text, reason text, row_count bigint, ground text, release_at timestamp with time zone)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET seq_page_cost TO '100'
    SET enable_mergejoin TO 'off'
    SET random_page_cost TO '1'
    SET jit TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
begin
  return query
  select 'api_usage'::text, fate.reason, count(*), null::text, null::timestamptz
  from (
    select
      f.due_at,
      case
        when erased.done_at is not null then null
        when f.erase_at is null or f.erase_at > statement_timestamp() then 'open'
        when f.hold_id is not null then 'held'
        else 'open'
      end as reason
    from (select distinct own.created_at, own.id from retention.own_api_usage(remain_users.subject_key) as own) as own
    join retention.api_usage_fate as f on f.created_at = own.created_at and f.id = own.id
    left join retention.api_usage_act as erased on f.created_at = erased.created_at and f.id = erased.id and erased.stage = 'erase'
  ) as fate
  where fate.reason is not null
  group by fate.reason
  union all
  select 'api_keys'::text, fate.reason, count(*), null::text, null::timestamptz
  from (
    select
      f.due_at,
      case
        when f.erase_at is null or f.erase_at > statement_timestamp() then 'open'
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'open'
      end as reason
    from (select distinct own.id from retention.own_api_keys(remain_users.subject_key) as own) as own
    join retention.api_keys_fate as f on f.id = own.id
  ) as fate
  where fate.reason is not null
  group by fate.reason
  union all
  select 'api_usage_daily'::text, fate.reason, count(*), null::text, null::timestamptz
  from (
    select
      f.due_at,
      case
        when erased.done_at is not null then null
        when f.erase_at is null or f.erase_at > statement_timestamp() then 'open'
        when f.hold_id is not null then 'held'
        else 'open'
      end as reason
    from (select distinct own.id from retention.own_api_usage_daily(remain_users.subject_key) as own) as own
    join retention.api_usage_daily_fate as f on f.id = own.id
    left join retention.api_usage_daily_act as erased on f.id = erased.id and erased.stage = 'erase'
  ) as fate
  where fate.reason is not null
  group by fate.reason
  union all
  select 'auth_login_events'::text, fate.reason, count(*), null::text, null::timestamptz
  from (
    select
      f.due_at,
      case
        when erased.done_at is not null then null
        when f.erase_at is null or f.erase_at > statement_timestamp() then 'open'
        when f.hold_id is not null then 'held'
        else 'open'
      end as reason
    from (select distinct own.id from retention.own_auth_login_events(remain_users.subject_key) as own) as own
    join retention.auth_login_events_fate as f on f.id = own.id
    left join retention.auth_login_events_act as erased on f.id = erased.id and erased.stage = 'erase'
  ) as fate
  where fate.reason is not null
  group by fate.reason
  union all
  select 'error_events'::text, fate.reason, count(*), null::text, null::timestamptz
  from (
    select
      f.due_at,
      case
        when erased.done_at is not null then null
        when f.erase_at is null or f.erase_at > statement_timestamp() then 'open'
        when f.hold_id is not null then 'held'
        else 'open'
      end as reason
    from (select distinct own.id from retention.own_error_events(remain_users.subject_key) as own) as own
    join retention.error_events_fate as f on f.id = own.id
    left join retention.error_events_act as erased on f.id = erased.id and erased.stage = 'erase'
  ) as fate
  where fate.reason is not null
  group by fate.reason
  union all
  select 'export_requests'::text, fate.reason, count(*), null::text, null::timestamptz
  from (
    select
      f.due_at,
      case
        when f.erase_at is null or f.erase_at > statement_timestamp() then 'open'
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'open'
      end as reason
    from (select distinct own.id from retention.own_export_requests(remain_users.subject_key) as own) as own
    join retention.export_requests_fate as f on f.id = own.id
  ) as fate
  where fate.reason is not null
  group by fate.reason
  union all
  select 'invoices'::text, fate.reason, count(*), 'legal obligation'::text, max(coalesce(fate.due_at, 'infinity'))
  from (
    select
      f.due_at,
      case
        when erased.done_at is not null then case when f.hold_id is null then 'retained' else 'held' end
        when f.erase_at is null or f.erase_at > statement_timestamp() then 'open'
        when f.hold_id is not null then 'held'
        else 'open'
      end as reason
    from (select distinct own.id from retention.own_invoices(remain_users.subject_key) as own) as own
    join retention.invoices_fate as f on f.id = own.id
    left join retention.invoices_act as erased on f.id = erased.id and erased.stage = 'erase'
  ) as fate
  where fate.reason is not null
  group by fate.reason
  union all
  select 'saved_searches'::text, fate.reason, count(*), null::text, null::timestamptz
  from (
    select
      f.due_at,
      case
        when f.erase_at is null or f.erase_at > statement_timestamp() then 'open'
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'open'
      end as reason
    from (select distinct own.id from retention.own_saved_searches(remain_users.subject_key) as own) as own
    join retention.saved_searches_fate as f on f.id = own.id
  ) as fate
  where fate.reason is not null
  group by fate.reason
  union all
  select 'search_usage'::text, fate.reason, count(*), null::text, null::timestamptz
  from (
    select
      f.due_at,
      case
        when erased.done_at is not null then null
        when f.erase_at is null or f.erase_at > statement_timestamp() then 'open'
        when f.hold_id is not null then 'held'
        else 'open'
      end as reason
    from (select distinct own.id from retention.own_search_usage(remain_users.subject_key) as own) as own
    join retention.search_usage_fate as f on f.id = own.id
    left join retention.search_usage_act as erased on f.id = erased.id and erased.stage = 'erase'
  ) as fate
  where fate.reason is not null
  group by fate.reason
  union all
  select 'search_usage_daily'::text, fate.reason, count(*), null::text, null::timestamptz
  from (
    select
      f.due_at,
      case
        when erased.done_at is not null then null
        when f.erase_at is null or f.erase_at > statement_timestamp() then 'open'
        when f.hold_id is not null then 'held'
        else 'open'
      end as reason
    from (select distinct own.id from retention.own_search_usage_daily(remain_users.subject_key) as own) as own
    join retention.search_usage_daily_fate as f on f.id = own.id
    left join retention.search_usage_daily_act as erased on f.id = erased.id and erased.stage = 'erase'
  ) as fate
  where fate.reason is not null
  group by fate.reason
  union all
  select 'subscriptions'::text, fate.reason, count(*), null::text, null::timestamptz
  from (
    select
      f.due_at,
      case
        when erased.done_at is not null then null
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
  select 'upgrade_intent_events'::text, fate.reason, count(*), null::text, null::timestamptz
  from (
    select
      f.due_at,
      case
        when erased.done_at is not null then null
        when f.erase_at is null or f.erase_at > statement_timestamp() then 'open'
        when f.hold_id is not null then 'held'
        else 'open'
      end as reason
    from (select distinct own.id from retention.own_upgrade_intent_events(remain_users.subject_key) as own) as own
    join retention.upgrade_intent_events_fate as f on f.id = own.id
    left join retention.upgrade_intent_events_act as erased on f.id = erased.id and erased.stage = 'erase'
  ) as fate
  where fate.reason is not null
  group by fate.reason
  union all
  select 'user_activity_log'::text, fate.reason, count(*), null::text, null::timestamptz
  from (
    select
      f.due_at,
      case
        when erased.done_at is not null then null
        when f.erase_at is null or f.erase_at > statement_timestamp() then 'open'
        when f.hold_id is not null then 'held'
        else 'open'
      end as reason
    from (select distinct own.id from retention.own_user_activity_log(remain_users.subject_key) as own) as own
    join retention.user_activity_log_fate as f on f.id = own.id
    left join retention.user_activity_log_act as erased on f.id = erased.id and erased.stage = 'erase'
  ) as fate
  where fate.reason is not null
  group by fate.reason
  union all
  select 'watches'::text, fate.reason, count(*), null::text, null::timestamptz
  from (
    select
      f.due_at,
      case
        when f.erase_at is null or f.erase_at > statement_timestamp() then 'open'
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'open'
      end as reason
    from (select distinct own.id from retention.own_watches(remain_users.subject_key) as own) as own
    join retention.watches_fate as f on f.id = own.id
  ) as fate
  where fate.reason is not null
  group by fate.reason
  union all
  select 'users'::text, fate.reason, count(*), null::text, null::timestamptz
  from (
    select
      f.due_at,
      case
        when f.erase_at is null or f.erase_at > statement_timestamp() then 'open'
        when f.hold_id is not null then 'held'
        when f.deferred_by is not null then 'deferred'
        else 'open'
      end as reason
    from (select distinct own.id from retention.own_users(remain_users.subject_key) as own) as own
    join retention.users_fate as f on f.id = own.id
  ) as fate
  where fate.reason is not null
  group by fate.reason;
end
$$;


ALTER FUNCTION retention.remain_users(subject_key jsonb) OWNER TO pristina_retention_owner;

--
-- Name: remember_shape(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention.remember_shape() OWNER TO pristina_retention_owner;

--
-- Name: replay_remains(bigint); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.replay_remains(replay_id bigint) RETURNS TABLE(class_name text, reason text, row_count bigint)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select w.class_name, w.reason, count(*)
  from retention._replay_rows(replay_remains.replay_id, clock_timestamp()) as w
  group by w.run_order, w.class_name, w.reason
  order by w.run_order, w.reason
$$;


ALTER FUNCTION retention.replay_remains(replay_id bigint) OWNER TO pristina_retention_owner;

--
-- Name: replay_step(bigint); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.replay_step(of_replay bigint) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
  replay retention.replay;
  first_row retention.replay_row;
  given jsonb;
  given_rows integer;
  last_row bigint;
  taken integer;
  disposed bigint;
  next_position jsonb;
  failure text;
  failure_state text;
begin
  select * into replay from retention.replay as p where p.replay_id = of_replay and p.begun_at is not null and p.finished_at is null for update;
  if not found or exists (select from retention.pause as p where p.resumed_at is null and p.class_name is null) then
    return false;
  end if;
  select r.* into first_row
  from retention.replay_row as r
  where r.replay_id = of_replay and (r.run_order, r.row_no) > (replay.at_order, replay.at_row)
  order by r.run_order, r.row_no limit 1;
  if not found then
    return replay.pass_rows > 0 and replay.passes < 3 and retention._list_replay(of_replay, replay.as_of) > 0;
  end if;

  select jsonb_agg(r.row_key order by r.row_no), count(*), max(r.row_no) into given, given_rows, last_row
  from (
    select e.row_key, e.row_no from retention.replay_row as e
    where e.replay_id = of_replay and e.run_order = first_row.run_order and e.row_no >= first_row.row_no
    order by e.row_no limit replay.batch_rows
  ) as r;
  begin
    execute format('select * from retention.%I($1, $2, false, null, null, $3, $4)', first_row.stage)
    into strict taken, disposed, next_position, failure, failure_state
    using of_replay, replay.as_of, given_rows, given;
  exception
    when lock_not_available or deadlock_detected or serialization_failure then
      if replay.lock_waits >= 5 then
        raise;
      end if;
      update retention.replay as p set lock_waits = p.lock_waits + 1 where p.replay_id = of_replay;
      return true;
  end;

  if failure is not null and taken > 1 then
    update retention.replay as p set batch_rows = greatest(1, given_rows / 2) where p.replay_id = of_replay;
    return true;
  end if;
  if failure is not null then
    insert into retention.replay_blocked (replay_id, stage, row_key, sqlstate, reason)
    values (of_replay, first_row.stage, given -> 0, failure_state, failure)
    on conflict on constraint replay_blocked_pkey do update set sqlstate = excluded.sqlstate, reason = excluded.reason;
    perform retention._append_evidence('row passed by', jsonb_build_object(
      'class', first_row.class_name, 'replay', of_replay, 'stage', first_row.stage, 'sqlstate', failure_state
    ));
  end if;
  update retention.replay as p
  set at_order = first_row.run_order, at_row = last_row, pass_rows = p.pass_rows + disposed, lock_waits = 0, batch_rows = least(p.batch_rows * 2, 1000)
  where p.replay_id = of_replay;
  return true;
end
$_$;


ALTER FUNCTION retention.replay_step(of_replay bigint) OWNER TO pristina_retention_owner;

--
-- Name: request_remains(bigint); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention.request_remains(request_id bigint) OWNER TO pristina_retention_owner;

--
-- Name: requeue_notice(bigint, text); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention.requeue_notice(notice_id bigint, note text) OWNER TO pristina_retention_owner;

--
-- Name: resume(bigint); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.resume(pause_id bigint) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ update retention.pause as p set resumed_at = clock_timestamp(), resumed_by = session_user where p.pause_id = resume.pause_id and p.resumed_at is null $$;


ALTER FUNCTION retention.resume(pause_id bigint) OWNER TO pristina_retention_owner;

--
-- Name: resume_request(bigint); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention.resume_request(request_id bigint) OWNER TO pristina_retention_owner;

--
-- Name: retry_notice(bigint, integer, text); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention.retry_notice(notice_id bigint, attempt integer, error text) OWNER TO pristina_retention_owner;

--
-- Name: review_business_removal_requests(uuid, text, text, timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.review_business_removal_requests(key_1 uuid, decision text, note text, keep_until timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  insert into retention.business_removal_requests_review (id, decision, keep_until, note)
  values (key_1, decision, keep_until, note)
  on conflict (id) do update
  set decision = excluded.decision, keep_until = excluded.keep_until, note = excluded.note, decided_at = clock_timestamp(), decided_by = session_user;
  perform retention._append_evidence('reviewed', jsonb_build_object(
    'class', 'business_removal_requests', 'decision', decision, 'row', retention.keyed_digest(jsonb_build_array(key_1)::text)
  ));
end
$$;


ALTER FUNCTION retention.review_business_removal_requests(key_1 uuid, decision text, note text, keep_until timestamp with time zone) OWNER TO pristina_retention_owner;

--
-- Name: review_invoices(uuid, text, text, timestamp with time zone); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.review_invoices(key_1 uuid, decision text, note text, keep_until timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  insert into retention.invoices_review (id, decision, keep_until, note)
  values (key_1, decision, keep_until, note)
  on conflict (id) do update
  set decision = excluded.decision, keep_until = excluded.keep_until, note = excluded.note, decided_at = clock_timestamp(), decided_by = session_user;
  perform retention._append_evidence('reviewed', jsonb_build_object(
    'class', 'invoices', 'decision', decision, 'row', retention.keyed_digest(jsonb_build_array(key_1)::text)
  ));
end
$$;


ALTER FUNCTION retention.review_invoices(key_1 uuid, decision text, note text, keep_until timestamp with time zone) OWNER TO pristina_retention_owner;

--
-- Name: run(text, timestamp with time zone, boolean, text, text, text); Type: PROCEDURE; Schema: retention; Owner: pristina_retention_owner
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


ALTER PROCEDURE retention.run(IN class_name text, IN as_of timestamp with time zone, IN scheduled boolean, IN tenant text, IN actor text, IN phrase text) OWNER TO pristina_retention_owner;

--
-- Name: run_open(text, timestamp with time zone, boolean, text, text, text); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention.run_open(of_class text, as_of timestamp with time zone, scheduled boolean, tenant text, actor text, phrase text) OWNER TO pristina_retention_owner;

--
-- Name: run_step(bigint); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention.run_step(of_run bigint) OWNER TO pristina_retention_owner;

--
-- Name: set_holidays(text, integer, date[]); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention.set_holidays(region text, year integer, days date[]) OWNER TO pristina_retention_owner;

--
-- Name: set_limits(text, text, bigint, double precision, integer); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention.set_limits(class_name text, note text, fuse_rows bigint, fuse_share double precision, batch_rows integer) OWNER TO pristina_retention_owner;

--
-- Name: settle_notice(bigint, integer, text, text); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.settle_notice(notice_id bigint, attempt integer, outcome text, note text DEFAULT NULL::text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  was retention.outbox;
begin
  select * into was from retention.outbox as o where o.notice_id = settle_notice.notice_id for update;
  update retention.outbox as o
  set state = 'settled', outcome = settle_notice.outcome, note = settle_notice.note, payload = null, last_error = null,
    settled_at = clock_timestamp(), settled_by = session_user
  where o.notice_id = settle_notice.notice_id and o.state = 'taken' and o.attempts = attempt;
  if not found then
    perform retention._not_yours(settle_notice.notice_id);
  end if;
  if settle_notice.outcome = 'done' then
    perform retention._letter_sent(was.recipient, was.payload, was.request_id);
  end if;
end
$$;


ALTER FUNCTION retention.settle_notice(notice_id bigint, attempt integer, outcome text, note text) OWNER TO pristina_retention_owner;

--
-- Name: standing_hold_changes(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.standing_hold_changes() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  perform retention.hold_writer_barrier();
  return case when tg_op = 'DELETE' then old else new end;
end
$$;


ALTER FUNCTION retention.standing_hold_changes() OWNER TO pristina_retention_owner;

--
-- Name: start_of_day(date); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.start_of_day(day date) RETURNS timestamp with time zone
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select day::timestamp at time zone 'Europe/Belgrade' $$;


ALTER FUNCTION retention.start_of_day(day date) OWNER TO pristina_retention_owner;

--
-- Name: take_notices(integer, interval, text); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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
    set state = 'taken', attempts = o.attempts + 1, available_at = clock_timestamp() + lease, taken_by = session_user, payload = retention._letter_dated(o.recipient, o.payload)
    from next
    where o.notice_id = next.notice_id
    returning o.notice_id, o.recipient, o.table_name, o.payload, o.attempts
  )
  select t.notice_id, t.recipient, t.table_name, retention._letter_words(t.recipient, t.payload), t.attempts from taken as t order by t.notice_id;
  -- Last, since the chain makes others wait.
  perform retention._seal_notices();
end
$$;


ALTER FUNCTION retention.take_notices(batch integer, lease interval, of_recipient text) OWNER TO pristina_retention_owner;

--
-- Name: take_requests(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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

  -- public.users, deleted: erasure
  for found_one in
    select person.key, asked.at
    from public.users as r
    cross join lateral (select jsonb_build_object('id', r.id) as key) as person
    cross join lateral (select retention.counted(r.deleted_at) as at) as asked
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
    request := retention._open_request('public.users', found_one.key, 'erasure', 'application', found_one.at, 'deleted');
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
    where q.subject_table = 'public.users' and q.right_name = 'erasure' and q.event = 'deleted' and q.responded_at is null and q.closed_at is null
      and retention.counted(r.deleted_at) is null
    order by q.request_id
  loop
    perform retention.cancel_request(found_one.request_id, 'the application cleared the event');
    n := n + 1;
  end loop;
  -- The person has gone, and nothing is left but what a duty keeps: that is done. What a hold or other rows keep is for an officer to say.
  for request in
    select q.*
    from retention.request as q
    where q.subject_table = 'public.users' and q.right_name = 'erasure' and q.event = 'deleted'
      and q.channel = 'application' and q.status in ('in_progress', 'extended')
      and not exists (
        select from public.users as r where r.id = (q.subject_key ->> 'id')::uuid
      )
      and not exists (select from retention.request_remains(q.request_id) as left_over where left_over.reason <> 'retained')
    order by q.request_id
    limit 500
  loop
    perform retention.complete_request(request.request_id);
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


ALTER FUNCTION retention.take_requests() OWNER TO pristina_retention_owner;

--
-- Name: tell_business_removal_requests(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
--

CREATE FUNCTION retention.tell_business_removal_requests() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "IntervalStyle" TO 'iso_8601'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    SET jit TO 'off'
    AS $$
begin
  if old.id_document_url is not null then
    perform retention._tell(
      'document store', 'public.business_removal_requests', jsonb_build_object('id_document_url', old.id_document_url),
      null::jsonb
    );
  end if;
  return null;
end
$$;


ALTER FUNCTION retention.tell_business_removal_requests() OWNER TO pristina_retention_owner;

--
-- Name: truncate_guard(); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention.truncate_guard() OWNER TO pristina_retention_owner;

--
-- Name: verify_evidence(bigint, bytea); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention.verify_evidence(known_id bigint, known_hash bytea) OWNER TO pristina_retention_owner;

--
-- Name: verify_request(bigint, text, text); Type: FUNCTION; Schema: retention; Owner: pristina_retention_owner
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


ALTER FUNCTION retention.verify_request(request_id bigint, level text, note text) OWNER TO pristina_retention_owner;

--
-- Name: hold; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
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


ALTER TABLE retention.hold OWNER TO pristina_retention_owner;

--
-- Name: active_hold; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.active_hold AS
 SELECT hold_id,
    matter,
    notify,
    standing
   FROM retention.hold h
  WHERE (covers_until > statement_timestamp());


ALTER VIEW retention.active_hold OWNER TO pristina_retention_owner;

--
-- Name: users_asked; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.users_asked (
    id uuid NOT NULL,
    request_id bigint,
    replay_id bigint,
    asked_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT users_asked_check CHECK ((num_nonnulls(request_id, replay_id) > 0))
);


ALTER TABLE retention.users_asked OWNER TO pristina_retention_owner;

--
-- Name: api_keys_fate; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.api_keys_fate AS
 SELECT r.id,
    NULL::timestamp with time zone AS started_at,
    NULL::timestamp with time zone AS due_at,
    NULL::timestamp with time zone AS overdue_at,
    LEAST(retention.due(retention.counted(users.deleted_at), '30 days'::interval), retention.counted(asked.asked_at)) AS erase_at,
    on_hold.hold_id,
    NULL::text AS deferred_by
   FROM (((public.api_keys r
     LEFT JOIN public.users users ON ((r.user_id = users.id)))
     LEFT JOIN retention.users_asked asked ON ((asked.id = users.id)))
     LEFT JOIN ( SELECT held.id,
            min(held.hold_id) AS hold_id
           FROM retention.held_api_keys() held(id, hold_id)
          GROUP BY held.id) on_hold ON ((r.id = on_hold.id)));


ALTER VIEW retention.api_keys_fate OWNER TO pristina_retention_owner;

--
-- Name: VIEW api_keys_fate; Type: COMMENT; Schema: retention; Owner: pristina_retention_owner
--

COMMENT ON VIEW retention.api_keys_fate IS 'Record class api_keys (X-04), policy Pristina 1.0. Kept until the person is erased.';

--
-- Name: api_keys_hold; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.api_keys_hold (
    hold_id bigint NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.api_keys_hold OWNER TO pristina_retention_owner;

--
-- Name: hold_on_class; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.hold_on_class (
    hold_id bigint NOT NULL,
    class_name text NOT NULL,
    since timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    until timestamp with time zone DEFAULT 'infinity'::timestamp with time zone NOT NULL,
    CONSTRAINT hold_on_class_check CHECK ((since < until))
);


ALTER TABLE retention.hold_on_class OWNER TO pristina_retention_owner;

--
-- Name: api_keys_matched; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.api_keys_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.api_keys_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN public.api_keys r)
  WHERE (scope.class_name = 'api_keys'::text);


ALTER VIEW retention.api_keys_matched OWNER TO pristina_retention_owner;

--
-- Name: api_usage_hold; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.api_usage_hold (
    hold_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.api_usage_hold OWNER TO pristina_retention_owner;

--
-- Name: api_usage_matched; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.api_usage_matched AS
 SELECT scope.created_at,
    scope.id,
    scope.hold_id
   FROM (retention.api_usage_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.created_at,
    r.id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN public.api_usage r)
  WHERE ((scope.class_name = 'api_usage'::text) AND COALESCE(((retention.counted(r.created_at) >= scope.since) AND (retention.counted(r.created_at) < scope.until)), true));


ALTER VIEW retention.api_usage_matched OWNER TO pristina_retention_owner;

--
-- Name: users_hold; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.users_hold (
    hold_id bigint NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.users_hold OWNER TO pristina_retention_owner;

--
-- Name: users_matched; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.users_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.users_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN public.users r)
  WHERE (scope.class_name = 'users'::text)
UNION ALL
 SELECT s.id,
    (- (1)::bigint) AS hold_id
   FROM public.users s
  WHERE (s.legal_hold = true);


ALTER VIEW retention.users_matched OWNER TO pristina_retention_owner;

--
-- Name: api_usage_held; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.api_usage_held AS
 SELECT m.created_at,
    m.id,
    m.hold_id
   FROM retention.api_usage_matched m
UNION ALL
 SELECT r.created_at,
    r.id,
    m.hold_id
   FROM ((public.api_usage r
     JOIN public.users users ON ((r.user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.api_usage_held OWNER TO pristina_retention_owner;

--
-- Name: api_keys_upward; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.api_keys_upward AS
 SELECT m.id,
    m.hold_id
   FROM retention.api_keys_matched m
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.api_usage_held held
     JOIN public.api_usage d ON (((d.created_at = held.created_at) AND (d.id = held.id))))
     JOIN public.api_keys r ON ((d.api_key_id = r.id)));


ALTER VIEW retention.api_keys_upward OWNER TO pristina_retention_owner;

--
-- Name: api_keys_held; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.api_keys_held AS
 SELECT upward.id,
    upward.hold_id
   FROM retention.api_keys_upward upward
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((public.api_keys r
     JOIN public.users users ON ((r.user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.api_keys_held OWNER TO pristina_retention_owner;

--
-- Name: api_usage_act; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.api_usage_act (
    created_at timestamp with time zone NOT NULL,
    id uuid NOT NULL,
    stage text NOT NULL,
    done_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    ground text
);


ALTER TABLE retention.api_usage_act OWNER TO pristina_retention_owner;

--
-- Name: api_usage_daily_act; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.api_usage_daily_act (
    id bigint NOT NULL,
    stage text NOT NULL,
    done_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    ground text
);


ALTER TABLE retention.api_usage_daily_act OWNER TO pristina_retention_owner;

--
-- Name: api_usage_daily_fate; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.api_usage_daily_fate AS
 SELECT r.id,
    NULL::timestamp with time zone AS started_at,
    NULL::timestamp with time zone AS due_at,
    NULL::timestamp with time zone AS overdue_at,
        CASE
            WHEN (erased.done_at IS NULL) THEN LEAST(retention.due(retention.counted(users.deleted_at), '30 days'::interval), retention.counted(asked.asked_at))
            ELSE NULL::timestamp with time zone
        END AS erase_at,
    on_hold.hold_id,
    NULL::text AS deferred_by
   FROM ((((public.api_usage_daily r
     LEFT JOIN public.users users ON ((r.user_id = users.id)))
     LEFT JOIN retention.users_asked asked ON ((asked.id = users.id)))
     LEFT JOIN retention.api_usage_daily_act erased ON (((r.id = erased.id) AND (erased.stage = 'erase'::text))))
     LEFT JOIN ( SELECT held.id,
            min(held.hold_id) AS hold_id
           FROM retention.held_api_usage_daily() held(id, hold_id)
          GROUP BY held.id) on_hold ON ((r.id = on_hold.id)));


ALTER VIEW retention.api_usage_daily_fate OWNER TO pristina_retention_owner;

--
-- Name: VIEW api_usage_daily_fate; Type: COMMENT; Schema: retention; Owner: pristina_retention_owner
--

COMMENT ON VIEW retention.api_usage_daily_fate IS 'Record class api_usage_daily (X-11), policy Pristina 1.0. Kept until the person is erased.';

--
-- Name: api_usage_daily_hold; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.api_usage_daily_hold (
    hold_id bigint NOT NULL,
    id bigint NOT NULL
);


ALTER TABLE retention.api_usage_daily_hold OWNER TO pristina_retention_owner;

--
-- Name: api_usage_daily_matched; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.api_usage_daily_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.api_usage_daily_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN public.api_usage_daily r)
  WHERE (scope.class_name = 'api_usage_daily'::text);


ALTER VIEW retention.api_usage_daily_matched OWNER TO pristina_retention_owner;

--
-- Name: api_usage_daily_held; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.api_usage_daily_held AS
 SELECT m.id,
    m.hold_id
   FROM retention.api_usage_daily_matched m
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((public.api_usage_daily r
     JOIN public.users users ON ((r.user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.api_usage_daily_held OWNER TO pristina_retention_owner;

--
-- Name: api_usage_fate; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.api_usage_fate AS
 SELECT r.created_at,
    r.id,
    r.created_at AS cutoff_value,
    cutoff.start AS started_at,
    retention.due(cutoff.start, '90 days'::interval) AS due_at,
    retention.due(cutoff.start, '90 days'::interval) AS overdue_at,
        CASE
            WHEN (erased.done_at IS NULL) THEN LEAST(retention.due(retention.counted(users.deleted_at), '30 days'::interval), retention.counted(asked.asked_at))
            ELSE NULL::timestamp with time zone
        END AS erase_at,
    on_hold.hold_id,
    NULL::text AS deferred_by
   FROM (((((public.api_usage r
     LEFT JOIN public.users users ON ((r.user_id = users.id)))
     LEFT JOIN retention.users_asked asked ON ((asked.id = users.id)))
     LEFT JOIN retention.api_usage_act erased ON (((r.created_at = erased.created_at) AND (r.id = erased.id) AND (erased.stage = 'erase'::text))))
     CROSS JOIN LATERAL ( SELECT retention.counted(r.created_at) AS start) cutoff)
     LEFT JOIN ( SELECT held.created_at,
            held.id,
            min(held.hold_id) AS hold_id
           FROM retention.held_api_usage() held(created_at, id, hold_id)
          GROUP BY held.created_at, held.id) on_hold ON (((r.created_at = on_hold.created_at) AND (r.id = on_hold.id))));


ALTER VIEW retention.api_usage_fate OWNER TO pristina_retention_owner;

--
-- Name: VIEW api_usage_fate; Type: COMMENT; Schema: retention; Owner: pristina_retention_owner
--

COMMENT ON VIEW retention.api_usage_fate IS 'Record class api_usage (X-11), policy Pristina 1.0. Kept for 90 days from created_at; then rolled up into api_usage_daily, then destroyed.';

--
-- Name: api_usage_pin; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.api_usage_pin (
    hold_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.api_usage_pin OWNER TO pristina_retention_owner;

--
-- Name: auth_login_events_act; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.auth_login_events_act (
    id bigint NOT NULL,
    stage text NOT NULL,
    done_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    ground text
);


ALTER TABLE retention.auth_login_events_act OWNER TO pristina_retention_owner;

--
-- Name: auth_login_events_fate; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.auth_login_events_fate AS
 SELECT r.id,
    r.created_at AS cutoff_value,
    cutoff.start AS started_at,
    retention.due(cutoff.start, '180 days'::interval) AS due_at,
    retention.due(cutoff.start, '180 days'::interval) AS overdue_at,
        CASE
            WHEN (erased.done_at IS NULL) THEN LEAST(retention.due(retention.counted(users.deleted_at), '30 days'::interval), retention.counted(asked.asked_at))
            ELSE NULL::timestamp with time zone
        END AS erase_at,
    on_hold.hold_id,
    NULL::text AS deferred_by
   FROM (((((public.auth_login_events r
     LEFT JOIN public.users users ON ((r.user_id = users.id)))
     LEFT JOIN retention.users_asked asked ON ((asked.id = users.id)))
     LEFT JOIN retention.auth_login_events_act erased ON (((r.id = erased.id) AND (erased.stage = 'erase'::text))))
     CROSS JOIN LATERAL ( SELECT retention.counted(r.created_at) AS start) cutoff)
     LEFT JOIN ( SELECT held.id,
            min(held.hold_id) AS hold_id
           FROM retention.held_auth_login_events() held(id, hold_id)
          GROUP BY held.id) on_hold ON ((r.id = on_hold.id)));


ALTER VIEW retention.auth_login_events_fate OWNER TO pristina_retention_owner;

--
-- Name: VIEW auth_login_events_fate; Type: COMMENT; Schema: retention; Owner: pristina_retention_owner
--

COMMENT ON VIEW retention.auth_login_events_fate IS 'Record class auth_login_events (X-07, X-18, X-19), policy Pristina 1.0. Kept for 180 days from created_at; then destroyed.';

--
-- Name: auth_login_events_hold; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.auth_login_events_hold (
    hold_id bigint NOT NULL,
    id bigint NOT NULL
);


ALTER TABLE retention.auth_login_events_hold OWNER TO pristina_retention_owner;

--
-- Name: auth_login_events_matched; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.auth_login_events_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.auth_login_events_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN public.auth_login_events r)
  WHERE ((scope.class_name = 'auth_login_events'::text) AND COALESCE(((retention.counted(r.created_at) >= scope.since) AND (retention.counted(r.created_at) < scope.until)), true));


ALTER VIEW retention.auth_login_events_matched OWNER TO pristina_retention_owner;

--
-- Name: auth_login_events_held; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.auth_login_events_held AS
 SELECT m.id,
    m.hold_id
   FROM retention.auth_login_events_matched m
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((public.auth_login_events r
     JOIN public.users users ON ((r.user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.auth_login_events_held OWNER TO pristina_retention_owner;

--
-- Name: business_removal_requests_review; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.business_removal_requests_review (
    id uuid NOT NULL,
    decision text NOT NULL,
    keep_until timestamp with time zone,
    note text NOT NULL,
    decided_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    decided_by text DEFAULT SESSION_USER NOT NULL,
    CONSTRAINT business_removal_requests_review_decision_check CHECK ((decision = ANY (ARRAY['dispose'::text, 'keep'::text])))
);


ALTER TABLE retention.business_removal_requests_review OWNER TO pristina_retention_owner;

--
-- Name: business_removal_requests_fate; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.business_removal_requests_fate AS
 SELECT r.id,
    r.decided_at AS cutoff_value,
    cutoff.start AS started_at,
    retention.due(cutoff.start, '90 days'::interval) AS due_at,
    retention.due(cutoff.start, '90 days'::interval) AS overdue_at,
    NULL::timestamp with time zone AS erase_at,
        CASE
            WHEN ((review.decision = 'keep'::text) AND (review.keep_until IS NOT NULL) AND (review.keep_until <= clock_timestamp())) THEN NULL::text
            ELSE review.decision
        END AS review,
    on_hold.hold_id,
    NULL::text AS deferred_by
   FROM (((public.business_removal_requests r
     LEFT JOIN retention.business_removal_requests_review review ON ((r.id = review.id)))
     CROSS JOIN LATERAL ( SELECT retention.counted(r.decided_at) AS start) cutoff)
     LEFT JOIN ( SELECT held.id,
            min(held.hold_id) AS hold_id
           FROM retention.held_business_removal_requests() held(id, hold_id)
          GROUP BY held.id) on_hold ON ((r.id = on_hold.id)));


ALTER VIEW retention.business_removal_requests_fate OWNER TO pristina_retention_owner;

--
-- Name: VIEW business_removal_requests_fate; Type: COMMENT; Schema: retention; Owner: pristina_retention_owner
--

COMMENT ON VIEW retention.business_removal_requests_fate IS 'Record class business_removal_requests (X-13), policy Pristina 1.0. Kept for 90 days from decided_at; then destroyed. Each disposal is reviewed by: registrar.';

--
-- Name: business_removal_requests_hold; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.business_removal_requests_hold (
    hold_id bigint NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.business_removal_requests_hold OWNER TO pristina_retention_owner;

--
-- Name: business_removal_requests_matched; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.business_removal_requests_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.business_removal_requests_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN public.business_removal_requests r)
  WHERE ((scope.class_name = 'business_removal_requests'::text) AND COALESCE(((retention.counted(r.decided_at) >= scope.since) AND (retention.counted(r.decided_at) < scope.until)), true));


ALTER VIEW retention.business_removal_requests_matched OWNER TO pristina_retention_owner;

--
-- Name: removal_request_audit_hold; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.removal_request_audit_hold (
    hold_id bigint NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.removal_request_audit_hold OWNER TO pristina_retention_owner;

--
-- Name: removal_request_audit_matched; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.removal_request_audit_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.removal_request_audit_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)));


ALTER VIEW retention.removal_request_audit_matched OWNER TO pristina_retention_owner;

--
-- Name: business_removal_requests_upward; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.business_removal_requests_upward AS
 SELECT m.id,
    m.hold_id
   FROM retention.business_removal_requests_matched m
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.removal_request_audit_matched held
     JOIN public.removal_request_audit d ON ((d.id = held.id)))
     JOIN public.business_removal_requests r ON ((d.request_id = r.id)));


ALTER VIEW retention.business_removal_requests_upward OWNER TO pristina_retention_owner;

--
-- Name: business_removal_requests_held; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.business_removal_requests_held AS
 SELECT id,
    hold_id
   FROM retention.business_removal_requests_upward upward;


ALTER VIEW retention.business_removal_requests_held OWNER TO pristina_retention_owner;

--
-- Name: business_removal_requests_review_queue; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.business_removal_requests_review_queue AS
 SELECT id,
    started_at,
    due_at,
    hold_id,
    deferred_by
   FROM retention.business_removal_requests_fate f
  WHERE ((due_at <= clock_timestamp()) AND (review IS NULL));


ALTER VIEW retention.business_removal_requests_review_queue OWNER TO pristina_retention_owner;

--
-- Name: cascade_log; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.cascade_log (
    cascade_id bigint NOT NULL,
    class_name text NOT NULL,
    rows_disposed bigint NOT NULL,
    cascaded_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    cascaded_by text DEFAULT SESSION_USER NOT NULL,
    sealed boolean DEFAULT false NOT NULL
);


ALTER TABLE retention.cascade_log OWNER TO pristina_retention_owner;

--
-- Name: cascade_log_cascade_id_seq; Type: SEQUENCE; Schema: retention; Owner: pristina_retention_owner
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
-- Name: digest_key; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.digest_key (
    only_row boolean DEFAULT true NOT NULL,
    key bytea DEFAULT (uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) NOT NULL,
    CONSTRAINT digest_key_only_row_check CHECK (only_row)
);


ALTER TABLE retention.digest_key OWNER TO pristina_retention_owner;

--
-- Name: drift; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
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


ALTER VIEW retention.drift OWNER TO pristina_retention_owner;

--
-- Name: erasure; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
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


ALTER TABLE retention.erasure OWNER TO pristina_retention_owner;

--
-- Name: erasure_blocked; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.erasure_blocked (
    request_id bigint NOT NULL,
    stage text NOT NULL,
    row_key jsonb NOT NULL,
    sqlstate text NOT NULL,
    reason text NOT NULL,
    blocked_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);


ALTER TABLE retention.erasure_blocked OWNER TO pristina_retention_owner;

--
-- Name: erasure_count; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.erasure_count (
    request_id bigint NOT NULL,
    class_name text NOT NULL,
    table_name text NOT NULL,
    row_count bigint NOT NULL
);


ALTER TABLE retention.erasure_count OWNER TO pristina_retention_owner;

--
-- Name: erasure_effect; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
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


ALTER TABLE retention.erasure_effect OWNER TO pristina_retention_owner;

--
-- Name: erasure_ledger; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.erasure_ledger (
    subject_table text NOT NULL,
    subject_digest text NOT NULL,
    clauses text[] NOT NULL,
    began_at timestamp with time zone NOT NULL,
    completed_at timestamp with time zone,
    backup_horizon interval,
    erased_everywhere_by timestamp with time zone,
    noted_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT erasure_ledger_subject_digest_check CHECK ((subject_digest ~ '^[0-9a-f]{64}$'::text))
);


ALTER TABLE retention.erasure_ledger OWNER TO pristina_retention_owner;

--
-- Name: erasure_preview; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.erasure_preview (
    preview_id bigint NOT NULL,
    request_id bigint NOT NULL,
    counts jsonb NOT NULL,
    previewed_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    previewed_by text DEFAULT SESSION_USER NOT NULL
);


ALTER TABLE retention.erasure_preview OWNER TO pristina_retention_owner;

--
-- Name: erasure_preview_preview_id_seq; Type: SEQUENCE; Schema: retention; Owner: pristina_retention_owner
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
-- Name: erasure_row; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.erasure_row (
    request_id bigint NOT NULL,
    run_order integer NOT NULL,
    row_no bigint NOT NULL,
    row_key jsonb NOT NULL
);


ALTER TABLE retention.erasure_row OWNER TO pristina_retention_owner;

--
-- Name: erasure_row_row_no_seq; Type: SEQUENCE; Schema: retention; Owner: pristina_retention_owner
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
-- Name: error_events_act; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.error_events_act (
    id uuid NOT NULL,
    stage text NOT NULL,
    done_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    ground text
);


ALTER TABLE retention.error_events_act OWNER TO pristina_retention_owner;

--
-- Name: error_events_fate; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.error_events_fate AS
 SELECT r.id,
    r.created_at AS cutoff_value,
    cutoff.start AS started_at,
    retention.due(cutoff.start, '180 days'::interval) AS due_at,
    retention.due(cutoff.start, '180 days'::interval) AS overdue_at,
        CASE
            WHEN (erased.done_at IS NULL) THEN LEAST(retention.due(retention.counted(users.deleted_at), '30 days'::interval), retention.counted(asked.asked_at))
            ELSE NULL::timestamp with time zone
        END AS erase_at,
    on_hold.hold_id,
    NULL::text AS deferred_by
   FROM (((((public.error_events r
     LEFT JOIN public.users users ON ((r.user_id = users.id)))
     LEFT JOIN retention.users_asked asked ON ((asked.id = users.id)))
     LEFT JOIN retention.error_events_act erased ON (((r.id = erased.id) AND (erased.stage = 'erase'::text))))
     CROSS JOIN LATERAL ( SELECT retention.counted(r.created_at) AS start) cutoff)
     LEFT JOIN ( SELECT held.id,
            min(held.hold_id) AS hold_id
           FROM retention.held_error_events() held(id, hold_id)
          GROUP BY held.id) on_hold ON ((r.id = on_hold.id)));


ALTER VIEW retention.error_events_fate OWNER TO pristina_retention_owner;

--
-- Name: VIEW error_events_fate; Type: COMMENT; Schema: retention; Owner: pristina_retention_owner
--

COMMENT ON VIEW retention.error_events_fate IS 'Record class error_events (X-09), policy Pristina 1.0. Kept for 180 days from created_at; then destroyed.';

--
-- Name: error_events_hold; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.error_events_hold (
    hold_id bigint NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.error_events_hold OWNER TO pristina_retention_owner;

--
-- Name: error_events_matched; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.error_events_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.error_events_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN public.error_events r)
  WHERE ((scope.class_name = 'error_events'::text) AND COALESCE(((retention.counted(r.created_at) >= scope.since) AND (retention.counted(r.created_at) < scope.until)), true));


ALTER VIEW retention.error_events_matched OWNER TO pristina_retention_owner;

--
-- Name: error_events_held; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.error_events_held AS
 SELECT m.id,
    m.hold_id
   FROM retention.error_events_matched m
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((public.error_events r
     JOIN public.users users ON ((r.user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.error_events_held OWNER TO pristina_retention_owner;

--
-- Name: evidence; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
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


ALTER TABLE retention.evidence OWNER TO pristina_retention_owner;

--
-- Name: evidence_checkpoint; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
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


ALTER TABLE retention.evidence_checkpoint OWNER TO pristina_retention_owner;

--
-- Name: evidence_head; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.evidence_head (
    only_row boolean DEFAULT true NOT NULL,
    evidence_id bigint DEFAULT 0 NOT NULL,
    hash bytea DEFAULT '\x'::bytea NOT NULL,
    CONSTRAINT evidence_head_only_row_check CHECK (only_row)
);


ALTER TABLE retention.evidence_head OWNER TO pristina_retention_owner;

--
-- Name: evidence_note; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.evidence_note (
    evidence_id bigint NOT NULL,
    note text NOT NULL
);


ALTER TABLE retention.evidence_note OWNER TO pristina_retention_owner;

--
-- Name: export; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
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


ALTER TABLE retention.export OWNER TO pristina_retention_owner;

--
-- Name: export_export_id_seq; Type: SEQUENCE; Schema: retention; Owner: pristina_retention_owner
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
-- Name: export_profile; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.export_profile (
    subject_table text NOT NULL,
    right_name text NOT NULL,
    clauses text[] NOT NULL,
    sections text[] NOT NULL,
    one_per interval,
    row_function text NOT NULL
);


ALTER TABLE retention.export_profile OWNER TO pristina_retention_owner;

--
-- Name: export_requests_fate; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.export_requests_fate AS
 SELECT r.id,
    NULL::timestamp with time zone AS started_at,
    NULL::timestamp with time zone AS due_at,
    NULL::timestamp with time zone AS overdue_at,
    LEAST(retention.due(retention.counted(users.deleted_at), '30 days'::interval), retention.counted(asked.asked_at)) AS erase_at,
    on_hold.hold_id,
    NULL::text AS deferred_by
   FROM (((public.export_requests r
     LEFT JOIN public.users users ON ((r.user_id = users.id)))
     LEFT JOIN retention.users_asked asked ON ((asked.id = users.id)))
     LEFT JOIN ( SELECT held.id,
            min(held.hold_id) AS hold_id
           FROM retention.held_export_requests() held(id, hold_id)
          GROUP BY held.id) on_hold ON ((r.id = on_hold.id)));


ALTER VIEW retention.export_requests_fate OWNER TO pristina_retention_owner;

--
-- Name: VIEW export_requests_fate; Type: COMMENT; Schema: retention; Owner: pristina_retention_owner
--

COMMENT ON VIEW retention.export_requests_fate IS 'Record class export_requests (X-27), policy Pristina 1.0. Kept until the person is erased.';

--
-- Name: export_requests_hold; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.export_requests_hold (
    hold_id bigint NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.export_requests_hold OWNER TO pristina_retention_owner;

--
-- Name: export_requests_matched; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.export_requests_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.export_requests_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN public.export_requests r)
  WHERE (scope.class_name = 'export_requests'::text);


ALTER VIEW retention.export_requests_matched OWNER TO pristina_retention_owner;

--
-- Name: export_requests_held; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.export_requests_held AS
 SELECT m.id,
    m.hold_id
   FROM retention.export_requests_matched m
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((public.export_requests r
     JOIN public.users users ON ((r.user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.export_requests_held OWNER TO pristina_retention_owner;

--
-- Name: guarded_table; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
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


ALTER TABLE retention.guarded_table OWNER TO pristina_retention_owner;

--
-- Name: hold_barrier_table; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.hold_barrier_table (
    never boolean,
    CONSTRAINT hold_barrier_table_never_check CHECK ((never IS NULL))
);


ALTER TABLE retention.hold_barrier_table OWNER TO pristina_retention_owner;

--
-- Name: hold_epoch; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.hold_epoch (
    only_row boolean DEFAULT true NOT NULL,
    placements bigint DEFAULT 0 NOT NULL,
    CONSTRAINT hold_epoch_only_row_check CHECK (only_row)
);


ALTER TABLE retention.hold_epoch OWNER TO pristina_retention_owner;

--
-- Name: hold_hold_id_seq; Type: SEQUENCE; Schema: retention; Owner: pristina_retention_owner
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
-- Name: hold_notice; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
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


ALTER TABLE retention.hold_notice OWNER TO pristina_retention_owner;

--
-- Name: holiday; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.holiday (
    region text NOT NULL,
    day date NOT NULL
);


ALTER TABLE retention.holiday OWNER TO pristina_retention_owner;

--
-- Name: installation; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.installation (
    only_row boolean DEFAULT true NOT NULL,
    system_identifier bigint NOT NULL,
    database_oid oid NOT NULL,
    heartbeat timestamp with time zone NOT NULL,
    gap interval,
    CONSTRAINT installation_only_row_check CHECK (only_row)
);


ALTER TABLE retention.installation OWNER TO pristina_retention_owner;

--
-- Name: installed; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.installed (
    what text NOT NULL,
    object text NOT NULL,
    value text NOT NULL
);


ALTER TABLE retention.installed OWNER TO pristina_retention_owner;

--
-- Name: invoices_act; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.invoices_act (
    id uuid NOT NULL,
    stage text NOT NULL,
    done_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    ground text
);


ALTER TABLE retention.invoices_act OWNER TO pristina_retention_owner;

--
-- Name: invoices_review; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.invoices_review (
    id uuid NOT NULL,
    decision text NOT NULL,
    keep_until timestamp with time zone,
    note text NOT NULL,
    decided_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    decided_by text DEFAULT SESSION_USER NOT NULL,
    CONSTRAINT invoices_review_decision_check CHECK ((decision = ANY (ARRAY['dispose'::text, 'keep'::text])))
);


ALTER TABLE retention.invoices_review OWNER TO pristina_retention_owner;

--
-- Name: invoices_fate; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.invoices_fate AS
 SELECT r.id,
    cutoff.start AS started_at,
    retention.due(cutoff.start, '7 years'::interval) AS due_at,
    retention.due(cutoff.start, '7 years'::interval) AS overdue_at,
        CASE
            WHEN (interim_1.done_at IS NULL) THEN retention.due(cutoff.start, '1 year'::interval)
            ELSE NULL::timestamp with time zone
        END AS interim_1_at,
        CASE
            WHEN (erased.done_at IS NULL) THEN LEAST(retention.due(retention.counted(users.deleted_at), '30 days'::interval), retention.counted(asked.asked_at))
            ELSE NULL::timestamp with time zone
        END AS erase_at,
        CASE
            WHEN ((review.decision = 'keep'::text) AND (review.keep_until IS NOT NULL) AND (review.keep_until <= clock_timestamp())) THEN NULL::text
            ELSE review.decision
        END AS review,
    on_hold.hold_id,
    NULL::text AS deferred_by
   FROM (((((((public.invoices r
     LEFT JOIN public.users users ON ((r.user_id = users.id)))
     LEFT JOIN retention.users_asked asked ON ((asked.id = users.id)))
     LEFT JOIN retention.invoices_act erased ON (((r.id = erased.id) AND (erased.stage = 'erase'::text))))
     LEFT JOIN retention.invoices_act interim_1 ON (((r.id = interim_1.id) AND (interim_1.stage = 'interim_1'::text))))
     LEFT JOIN retention.invoices_review review ON ((r.id = review.id)))
     CROSS JOIN LATERAL ( SELECT retention.end_of('year'::text, '1 year'::interval, '00:00:00'::interval, retention.counted(r.issued_on)) AS start) cutoff)
     LEFT JOIN ( SELECT held.id,
            min(held.hold_id) AS hold_id
           FROM retention.held_invoices() held(id, hold_id)
          GROUP BY held.id) on_hold ON ((r.id = on_hold.id)));


ALTER VIEW retention.invoices_fate OWNER TO pristina_retention_owner;

--
-- Name: VIEW invoices_fate; Type: COMMENT; Schema: retention; Owner: pristina_retention_owner
--

COMMENT ON VIEW retention.invoices_fate IS 'Record class invoices (X-06), policy Pristina 1.0. Kept for 7 years from the end of the fiscal year (January to December) of issued_on; then destroyed. After 1 year archived (archived_at). Each disposal is reviewed by: accountant.';

--
-- Name: invoices_hold; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.invoices_hold (
    hold_id bigint NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.invoices_hold OWNER TO pristina_retention_owner;

--
-- Name: invoices_matched; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.invoices_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.invoices_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN public.invoices r)
  WHERE ((scope.class_name = 'invoices'::text) AND COALESCE(((retention.end_of_day(retention.counted(r.issued_on)) > scope.since) AND (retention.start_of_day(retention.counted(r.issued_on)) < scope.until)), true));


ALTER VIEW retention.invoices_matched OWNER TO pristina_retention_owner;

--
-- Name: payments_hold; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.payments_hold (
    hold_id bigint NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.payments_hold OWNER TO pristina_retention_owner;

--
-- Name: payments_matched; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.payments_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.payments_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)));


ALTER VIEW retention.payments_matched OWNER TO pristina_retention_owner;

--
-- Name: invoices_upward; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.invoices_upward AS
 SELECT m.id,
    m.hold_id
   FROM retention.invoices_matched m
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.payments_matched held
     JOIN public.payments d ON ((d.id = held.id)))
     JOIN public.invoices r ON ((d.invoice_id = r.id)));


ALTER VIEW retention.invoices_upward OWNER TO pristina_retention_owner;

--
-- Name: invoices_held; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.invoices_held AS
 SELECT upward.id,
    upward.hold_id
   FROM retention.invoices_upward upward
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((public.invoices r
     JOIN public.users users ON ((r.user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.invoices_held OWNER TO pristina_retention_owner;

--
-- Name: invoices_review_queue; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.invoices_review_queue AS
 SELECT id,
    started_at,
    due_at,
    hold_id,
    deferred_by
   FROM retention.invoices_fate f
  WHERE ((due_at <= clock_timestamp()) AND (review IS NULL));


ALTER VIEW retention.invoices_review_queue OWNER TO pristina_retention_owner;

--
-- Name: letter; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.letter (
    letter text NOT NULL,
    subject_table text NOT NULL,
    occasion text NOT NULL,
    CONSTRAINT letter_occasion_check CHECK ((occasion = ANY (ARRAY['completion'::text, 'hold'::text, 'ladder'::text])))
);


ALTER TABLE retention.letter OWNER TO pristina_retention_owner;

--
-- Name: letter_part; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.letter_part (
    letter text NOT NULL,
    place text NOT NULL,
    part_no integer NOT NULL,
    words text,
    field text,
    CONSTRAINT letter_part_check CHECK (((words IS NULL) <> (field IS NULL))),
    CONSTRAINT letter_part_place_check CHECK ((place = ANY (ARRAY['title'::text, 'text'::text])))
);


ALTER TABLE retention.letter_part OWNER TO pristina_retention_owner;

--
-- Name: migration; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.migration (
    name text NOT NULL,
    sha256 text NOT NULL,
    applied_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    applied_by text DEFAULT SESSION_USER NOT NULL
);


ALTER TABLE retention.migration OWNER TO pristina_retention_owner;

--
-- Name: removal_request_audit_held; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.removal_request_audit_held AS
 SELECT m.id,
    m.hold_id
   FROM retention.removal_request_audit_matched m
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((public.removal_request_audit r
     JOIN public.business_removal_requests business_removal_requests ON ((r.request_id = business_removal_requests.id)))
     JOIN retention.business_removal_requests_matched m ON ((business_removal_requests.id = m.id)));


ALTER VIEW retention.removal_request_audit_held OWNER TO pristina_retention_owner;

--
-- Name: saved_searches_hold; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.saved_searches_hold (
    hold_id bigint NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.saved_searches_hold OWNER TO pristina_retention_owner;

--
-- Name: saved_searches_matched; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.saved_searches_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.saved_searches_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN public.saved_searches r)
  WHERE (scope.class_name = 'saved_searches'::text);


ALTER VIEW retention.saved_searches_matched OWNER TO pristina_retention_owner;

--
-- Name: search_usage_daily_hold; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.search_usage_daily_hold (
    hold_id bigint NOT NULL,
    id bigint NOT NULL
);


ALTER TABLE retention.search_usage_daily_hold OWNER TO pristina_retention_owner;

--
-- Name: search_usage_daily_matched; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.search_usage_daily_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.search_usage_daily_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN public.search_usage_daily r)
  WHERE (scope.class_name = 'search_usage_daily'::text);


ALTER VIEW retention.search_usage_daily_matched OWNER TO pristina_retention_owner;

--
-- Name: search_usage_daily_held; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.search_usage_daily_held AS
 SELECT m.id,
    m.hold_id
   FROM retention.search_usage_daily_matched m
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((public.search_usage_daily r
     JOIN public.users users ON ((r.user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.search_usage_daily_held OWNER TO pristina_retention_owner;

--
-- Name: search_usage_hold; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.search_usage_hold (
    hold_id bigint NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.search_usage_hold OWNER TO pristina_retention_owner;

--
-- Name: search_usage_matched; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.search_usage_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.search_usage_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN public.search_usage r)
  WHERE ((scope.class_name = 'search_usage'::text) AND COALESCE(((retention.counted(r.created_at) >= scope.since) AND (retention.counted(r.created_at) < scope.until)), true));


ALTER VIEW retention.search_usage_matched OWNER TO pristina_retention_owner;

--
-- Name: subscriptions_hold; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.subscriptions_hold (
    hold_id bigint NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.subscriptions_hold OWNER TO pristina_retention_owner;

--
-- Name: subscriptions_matched; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
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
  WHERE ((scope.class_name = 'subscriptions'::text) AND COALESCE(((retention.counted(r.ends_at) >= scope.since) AND (retention.counted(r.ends_at) < scope.until)), true));


ALTER VIEW retention.subscriptions_matched OWNER TO pristina_retention_owner;

--
-- Name: subscriptions_upward; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.subscriptions_upward AS
 SELECT m.id,
    m.hold_id
   FROM retention.subscriptions_matched m
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.invoices_held held
     JOIN public.invoices d ON ((d.id = held.id)))
     JOIN public.subscriptions r ON ((d.subscription_id = r.id)));


ALTER VIEW retention.subscriptions_upward OWNER TO pristina_retention_owner;

--
-- Name: upgrade_intent_events_hold; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.upgrade_intent_events_hold (
    hold_id bigint NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.upgrade_intent_events_hold OWNER TO pristina_retention_owner;

--
-- Name: upgrade_intent_events_matched; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.upgrade_intent_events_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.upgrade_intent_events_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN public.upgrade_intent_events r)
  WHERE ((scope.class_name = 'upgrade_intent_events'::text) AND COALESCE(((retention.counted(r.created_at) >= scope.since) AND (retention.counted(r.created_at) < scope.until)), true));


ALTER VIEW retention.upgrade_intent_events_matched OWNER TO pristina_retention_owner;

--
-- Name: user_activity_log_hold; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.user_activity_log_hold (
    hold_id bigint NOT NULL,
    id bigint NOT NULL
);


ALTER TABLE retention.user_activity_log_hold OWNER TO pristina_retention_owner;

--
-- Name: user_activity_log_matched; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.user_activity_log_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.user_activity_log_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN public.user_activity_log r)
  WHERE ((scope.class_name = 'user_activity_log'::text) AND COALESCE(((retention.counted(r.created_at) >= scope.since) AND (retention.counted(r.created_at) < scope.until)), true));


ALTER VIEW retention.user_activity_log_matched OWNER TO pristina_retention_owner;

--
-- Name: watches_hold; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.watches_hold (
    hold_id bigint NOT NULL,
    id uuid NOT NULL
);


ALTER TABLE retention.watches_hold OWNER TO pristina_retention_owner;

--
-- Name: watches_matched; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.watches_matched AS
 SELECT scope.id,
    scope.hold_id
   FROM (retention.watches_hold scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
UNION ALL
 SELECT r.id,
    scope.hold_id
   FROM ((retention.hold_on_class scope
     JOIN retention.active_hold h ON ((h.hold_id = scope.hold_id)))
     CROSS JOIN public.watches r)
  WHERE (scope.class_name = 'watches'::text);


ALTER VIEW retention.watches_matched OWNER TO pristina_retention_owner;

--
-- Name: watches_held; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.watches_held AS
 SELECT m.id,
    m.hold_id
   FROM retention.watches_matched m
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((public.watches r
     JOIN public.users users ON ((r.user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.watches_held OWNER TO pristina_retention_owner;

--
-- Name: users_held; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.users_held AS
 SELECT m.id,
    m.hold_id
   FROM retention.users_matched m
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.api_keys_upward held
     JOIN public.api_keys d ON ((d.id = held.id)))
     JOIN public.users r ON ((d.user_id = r.id)))
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.api_usage_matched held
     JOIN public.api_usage d ON (((d.created_at = held.created_at) AND (d.id = held.id))))
     JOIN public.users r ON ((d.user_id = r.id)))
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.auth_login_events_matched held
     JOIN public.auth_login_events d ON ((d.id = held.id)))
     JOIN public.users r ON ((d.user_id = r.id)))
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.business_removal_requests_held held
     JOIN public.business_removal_requests d ON ((d.id = held.id)))
     JOIN public.users r ON ((d.decided_by = r.id)))
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.export_requests_matched held
     JOIN public.export_requests d ON ((d.id = held.id)))
     JOIN public.users r ON ((d.user_id = r.id)))
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.invoices_upward held
     JOIN public.invoices d ON ((d.id = held.id)))
     JOIN public.users r ON ((d.user_id = r.id)))
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.removal_request_audit_held held
     JOIN public.removal_request_audit d ON ((d.id = held.id)))
     JOIN public.users r ON ((d.actor_id = r.id)))
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.saved_searches_matched held
     JOIN public.saved_searches d ON ((d.id = held.id)))
     JOIN public.users r ON ((d.user_id = r.id)))
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.search_usage_matched held
     JOIN public.search_usage d ON ((d.id = held.id)))
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
   FROM ((retention.upgrade_intent_events_matched held
     JOIN public.upgrade_intent_events d ON ((d.id = held.id)))
     JOIN public.users r ON ((d.user_id = r.id)))
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.user_activity_log_matched held
     JOIN public.user_activity_log d ON ((d.id = held.id)))
     JOIN public.users r ON ((d.user_id = r.id)))
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.watches_held held
     JOIN public.watches d ON ((d.id = held.id)))
     JOIN public.users r ON ((d.user_id = r.id)))
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.error_events_held held
     JOIN public.error_events d ON ((d.id = held.id)))
     JOIN public.users r ON ((d.user_id = r.id)))
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.search_usage_daily_held held
     JOIN public.search_usage_daily d ON ((d.id = held.id)))
     JOIN public.users r ON ((d.user_id = r.id)))
UNION ALL
 SELECT r.id,
    held.hold_id
   FROM ((retention.api_usage_daily_held held
     JOIN public.api_usage_daily d ON ((d.id = held.id)))
     JOIN public.users r ON ((d.user_id = r.id)));


ALTER VIEW retention.users_held OWNER TO pristina_retention_owner;

--
-- Name: notice_due; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
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


ALTER VIEW retention.notice_due OWNER TO pristina_retention_owner;

--
-- Name: outbox; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
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


ALTER TABLE retention.outbox OWNER TO pristina_retention_owner;

--
-- Name: open_notices; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
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


ALTER VIEW retention.open_notices OWNER TO pristina_retention_owner;

--
-- Name: outbox_notice_id_seq; Type: SEQUENCE; Schema: retention; Owner: pristina_retention_owner
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
-- Name: pause; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
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


ALTER TABLE retention.pause OWNER TO pristina_retention_owner;

--
-- Name: pause_pause_id_seq; Type: SEQUENCE; Schema: retention; Owner: pristina_retention_owner
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
-- Name: payments_held; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.payments_held AS
 SELECT m.id,
    m.hold_id
   FROM retention.payments_matched m
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((public.payments r
     JOIN public.invoices invoices ON ((r.invoice_id = invoices.id)))
     JOIN retention.invoices_matched m ON ((invoices.id = m.id)))
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM (((public.payments r
     JOIN public.invoices invoices ON ((r.invoice_id = invoices.id)))
     JOIN public.users users ON ((invoices.user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.payments_held OWNER TO pristina_retention_owner;

--
-- Name: preserved; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
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


ALTER TABLE retention.preserved OWNER TO pristina_retention_owner;

--
-- Name: preserved_image_id_seq; Type: SEQUENCE; Schema: retention; Owner: pristina_retention_owner
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
-- Name: preview_log; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.preview_log (
    preview_id bigint NOT NULL,
    class_name text NOT NULL,
    previewed_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    previewed_by text DEFAULT SESSION_USER NOT NULL
);


ALTER TABLE retention.preview_log OWNER TO pristina_retention_owner;

--
-- Name: preview_log_preview_id_seq; Type: SEQUENCE; Schema: retention; Owner: pristina_retention_owner
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
-- Name: pseudonym_key; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.pseudonym_key (
    run_id bigint NOT NULL,
    key bytea NOT NULL
);


ALTER TABLE retention.pseudonym_key OWNER TO pristina_retention_owner;

--
-- Name: recipient; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
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
    CONSTRAINT recipient_hears_check CHECK ((hears = ANY (ARRAY['erasure'::text, 'destruction'::text, 'letter'::text]))),
    CONSTRAINT recipient_max_attempts_check CHECK ((max_attempts > 0))
);


ALTER TABLE retention.recipient OWNER TO pristina_retention_owner;

--
-- Name: recipient_status; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
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


ALTER VIEW retention.recipient_status OWNER TO pristina_retention_owner;

--
-- Name: run_log_run_id_seq; Type: SEQUENCE; Schema: retention; Owner: pristina_retention_owner
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
-- Name: replay; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.replay (
    replay_id bigint DEFAULT nextval('retention.run_log_run_id_seq'::regclass) NOT NULL,
    source jsonb NOT NULL,
    entries bigint NOT NULL,
    opened_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    opened_by text DEFAULT SESSION_USER NOT NULL,
    system_identifier bigint NOT NULL,
    database_oid oid NOT NULL,
    heartbeat timestamp with time zone NOT NULL,
    begun_at timestamp with time zone,
    loaded bigint DEFAULT 0 NOT NULL,
    persons bigint DEFAULT 0 NOT NULL,
    found bigint DEFAULT 0 NOT NULL,
    as_of timestamp with time zone,
    batch_rows integer DEFAULT 1000 NOT NULL,
    lock_waits integer DEFAULT 0 NOT NULL,
    at_order integer DEFAULT 0 NOT NULL,
    at_row bigint DEFAULT 0 NOT NULL,
    pass_rows bigint DEFAULT 0 NOT NULL,
    passes integer DEFAULT 0 NOT NULL,
    finished_at timestamp with time zone,
    rows_open bigint
);


ALTER TABLE retention.replay OWNER TO pristina_retention_owner;

--
-- Name: replay_blocked; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.replay_blocked (
    replay_id bigint NOT NULL,
    stage text NOT NULL,
    row_key jsonb NOT NULL,
    sqlstate text NOT NULL,
    reason text NOT NULL
);


ALTER TABLE retention.replay_blocked OWNER TO pristina_retention_owner;

--
-- Name: replay_entry; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.replay_entry (
    replay_id bigint NOT NULL,
    subject_table text NOT NULL,
    subject_digest text NOT NULL,
    clauses text[] NOT NULL,
    began_at timestamp with time zone NOT NULL,
    completed_at timestamp with time zone,
    backup_horizon interval,
    erased_everywhere_by timestamp with time zone,
    found boolean DEFAULT false NOT NULL,
    CONSTRAINT replay_entry_began_at_check CHECK (isfinite(began_at)),
    CONSTRAINT replay_entry_completed_at_check CHECK (isfinite(completed_at)),
    CONSTRAINT replay_entry_subject_digest_check CHECK ((subject_digest ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT replay_entry_subject_table_check CHECK ((subject_table = 'public.users'::text))
);


ALTER TABLE retention.replay_entry OWNER TO pristina_retention_owner;

--
-- Name: replay_row; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.replay_row (
    replay_id bigint NOT NULL,
    run_order integer NOT NULL,
    row_no bigint NOT NULL,
    class_name text NOT NULL,
    stage text NOT NULL,
    row_key jsonb NOT NULL
);


ALTER TABLE retention.replay_row OWNER TO pristina_retention_owner;

--
-- Name: replay_row_row_no_seq; Type: SEQUENCE; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE retention.replay_row ALTER COLUMN row_no ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME retention.replay_row_row_no_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: request_clock; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
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


ALTER TABLE retention.request_clock OWNER TO pristina_retention_owner;

--
-- Name: request_notice; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.request_notice (
    request_id bigint NOT NULL,
    notice text NOT NULL,
    due_on date NOT NULL,
    given_at timestamp with time zone,
    given_by text,
    CONSTRAINT request_notice_notice_check CHECK ((notice = ANY (ARRAY['extension'::text, 'denial'::text, 'completion'::text, 'partial completion'::text])))
);


ALTER TABLE retention.request_notice OWNER TO pristina_retention_owner;

--
-- Name: request_remainder; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
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


ALTER TABLE retention.request_remainder OWNER TO pristina_retention_owner;

--
-- Name: request_request_id_seq; Type: SEQUENCE; Schema: retention; Owner: pristina_retention_owner
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
-- Name: request_retained; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.request_retained (
    request_id bigint NOT NULL,
    class_name text NOT NULL,
    ground text NOT NULL,
    row_count bigint NOT NULL,
    release_at timestamp with time zone NOT NULL
);


ALTER TABLE retention.request_retained OWNER TO pristina_retention_owner;

--
-- Name: request_rule; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.request_rule (
    subject_table text NOT NULL,
    right_name text NOT NULL,
    clauses text[] NOT NULL,
    verification text NOT NULL,
    CONSTRAINT request_rule_right_name_check CHECK ((right_name = ANY (ARRAY['erasure'::text, 'access'::text, 'portability'::text, 'restriction'::text]))),
    CONSTRAINT request_rule_verification_check CHECK ((verification = ANY (ARRAY['none'::text, 'basic'::text, 'additional'::text])))
);


ALTER TABLE retention.request_rule OWNER TO pristina_retention_owner;

--
-- Name: request_transition; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.request_transition (
    step text NOT NULL,
    from_status text NOT NULL,
    to_status text NOT NULL
);


ALTER TABLE retention.request_transition OWNER TO pristina_retention_owner;

--
-- Name: requests_due; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
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


ALTER VIEW retention.requests_due OWNER TO pristina_retention_owner;

--
-- Name: run_blocked; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.run_blocked (
    run_id bigint NOT NULL,
    stage text NOT NULL,
    row_key jsonb NOT NULL,
    sqlstate text NOT NULL,
    reason text NOT NULL,
    blocked_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);


ALTER TABLE retention.run_blocked OWNER TO pristina_retention_owner;

--
-- Name: saved_searches_fate; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.saved_searches_fate AS
 SELECT r.id,
    NULL::timestamp with time zone AS started_at,
    NULL::timestamp with time zone AS due_at,
    NULL::timestamp with time zone AS overdue_at,
    LEAST(retention.due(retention.counted(users.deleted_at), '30 days'::interval), retention.counted(asked.asked_at)) AS erase_at,
    on_hold.hold_id,
    NULL::text AS deferred_by
   FROM (((public.saved_searches r
     LEFT JOIN public.users users ON ((r.user_id = users.id)))
     LEFT JOIN retention.users_asked asked ON ((asked.id = users.id)))
     LEFT JOIN ( SELECT held.id,
            min(held.hold_id) AS hold_id
           FROM retention.held_saved_searches() held(id, hold_id)
          GROUP BY held.id) on_hold ON ((r.id = on_hold.id)));


ALTER VIEW retention.saved_searches_fate OWNER TO pristina_retention_owner;

--
-- Name: VIEW saved_searches_fate; Type: COMMENT; Schema: retention; Owner: pristina_retention_owner
--

COMMENT ON VIEW retention.saved_searches_fate IS 'Record class saved_searches (X-12), policy Pristina 1.0. Kept until the person is erased.';

--
-- Name: saved_searches_held; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.saved_searches_held AS
 SELECT m.id,
    m.hold_id
   FROM retention.saved_searches_matched m
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((public.saved_searches r
     JOIN public.users users ON ((r.user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.saved_searches_held OWNER TO pristina_retention_owner;

--
-- Name: search_usage_act; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.search_usage_act (
    id uuid NOT NULL,
    stage text NOT NULL,
    done_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    ground text
);


ALTER TABLE retention.search_usage_act OWNER TO pristina_retention_owner;

--
-- Name: search_usage_daily_act; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.search_usage_daily_act (
    id bigint NOT NULL,
    stage text NOT NULL,
    done_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    ground text
);


ALTER TABLE retention.search_usage_daily_act OWNER TO pristina_retention_owner;

--
-- Name: search_usage_daily_fate; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.search_usage_daily_fate AS
 SELECT r.id,
    NULL::timestamp with time zone AS started_at,
    NULL::timestamp with time zone AS due_at,
    NULL::timestamp with time zone AS overdue_at,
        CASE
            WHEN (erased.done_at IS NULL) THEN LEAST(retention.due(retention.counted(users.deleted_at), '30 days'::interval), retention.counted(asked.asked_at))
            ELSE NULL::timestamp with time zone
        END AS erase_at,
    on_hold.hold_id,
    NULL::text AS deferred_by
   FROM ((((public.search_usage_daily r
     LEFT JOIN public.users users ON ((r.user_id = users.id)))
     LEFT JOIN retention.users_asked asked ON ((asked.id = users.id)))
     LEFT JOIN retention.search_usage_daily_act erased ON (((r.id = erased.id) AND (erased.stage = 'erase'::text))))
     LEFT JOIN ( SELECT held.id,
            min(held.hold_id) AS hold_id
           FROM retention.held_search_usage_daily() held(id, hold_id)
          GROUP BY held.id) on_hold ON ((r.id = on_hold.id)));


ALTER VIEW retention.search_usage_daily_fate OWNER TO pristina_retention_owner;

--
-- Name: VIEW search_usage_daily_fate; Type: COMMENT; Schema: retention; Owner: pristina_retention_owner
--

COMMENT ON VIEW retention.search_usage_daily_fate IS 'Record class search_usage_daily (X-11), policy Pristina 1.0. Kept until the person is erased.';

--
-- Name: search_usage_fate; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.search_usage_fate AS
 SELECT r.id,
    r.created_at AS cutoff_value,
    cutoff.start AS started_at,
    retention.due(cutoff.start, '90 days'::interval) AS due_at,
    retention.due(cutoff.start, '90 days'::interval) AS overdue_at,
        CASE
            WHEN (erased.done_at IS NULL) THEN LEAST(retention.due(retention.counted(users.deleted_at), '30 days'::interval), retention.counted(asked.asked_at))
            ELSE NULL::timestamp with time zone
        END AS erase_at,
    on_hold.hold_id,
    NULL::text AS deferred_by
   FROM (((((public.search_usage r
     LEFT JOIN public.users users ON ((r.user_id = users.id)))
     LEFT JOIN retention.users_asked asked ON ((asked.id = users.id)))
     LEFT JOIN retention.search_usage_act erased ON (((r.id = erased.id) AND (erased.stage = 'erase'::text))))
     CROSS JOIN LATERAL ( SELECT retention.counted(r.created_at) AS start) cutoff)
     LEFT JOIN ( SELECT held.id,
            min(held.hold_id) AS hold_id
           FROM retention.held_search_usage() held(id, hold_id)
          GROUP BY held.id) on_hold ON ((r.id = on_hold.id)));


ALTER VIEW retention.search_usage_fate OWNER TO pristina_retention_owner;

--
-- Name: VIEW search_usage_fate; Type: COMMENT; Schema: retention; Owner: pristina_retention_owner
--

COMMENT ON VIEW retention.search_usage_fate IS 'Record class search_usage (X-11), policy Pristina 1.0. Kept for 90 days from created_at; then rolled up into search_usage_daily, then destroyed.';

--
-- Name: search_usage_held; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.search_usage_held AS
 SELECT m.id,
    m.hold_id
   FROM retention.search_usage_matched m
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((public.search_usage r
     JOIN public.users users ON ((r.user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.search_usage_held OWNER TO pristina_retention_owner;

--
-- Name: status; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
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


ALTER VIEW retention.status OWNER TO pristina_retention_owner;

--
-- Name: subscriptions_act; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.subscriptions_act (
    id uuid NOT NULL,
    stage text NOT NULL,
    done_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    ground text
);


ALTER TABLE retention.subscriptions_act OWNER TO pristina_retention_owner;

--
-- Name: subscriptions_fate; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.subscriptions_fate AS
 SELECT r.id,
    r.ends_at AS cutoff_value,
    cutoff.start AS started_at,
    retention.due(cutoff.start, '00:00:00'::interval) AS due_at,
    retention.due(cutoff.start, '00:00:00'::interval) AS overdue_at,
        CASE
            WHEN (erased.done_at IS NULL) THEN LEAST(retention.due(retention.counted(users.deleted_at), '30 days'::interval), retention.counted(asked.asked_at))
            ELSE NULL::timestamp with time zone
        END AS erase_at,
    on_hold.hold_id,
        CASE
            WHEN (EXISTS ( SELECT
               FROM public.invoices d
              WHERE (d.subscription_id = r.id))) THEN 'invoices'::text
            ELSE NULL::text
        END AS deferred_by
   FROM (((((public.subscriptions r
     LEFT JOIN public.users users ON ((r.user_id = users.id)))
     LEFT JOIN retention.users_asked asked ON ((asked.id = users.id)))
     LEFT JOIN retention.subscriptions_act erased ON (((r.id = erased.id) AND (erased.stage = 'erase'::text))))
     CROSS JOIN LATERAL ( SELECT retention.counted(r.ends_at) AS start) cutoff)
     LEFT JOIN ( SELECT held.id,
            min(held.hold_id) AS hold_id
           FROM retention.held_subscriptions() held(id, hold_id)
          GROUP BY held.id) on_hold ON ((r.id = on_hold.id)));


ALTER VIEW retention.subscriptions_fate OWNER TO pristina_retention_owner;

--
-- Name: VIEW subscriptions_fate; Type: COMMENT; Schema: retention; Owner: pristina_retention_owner
--

COMMENT ON VIEW retention.subscriptions_fate IS 'Record class subscriptions (X-05), policy Pristina 1.0. Kept not longer from ends_at; then destroyed.';

--
-- Name: subscriptions_held; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
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


ALTER VIEW retention.subscriptions_held OWNER TO pristina_retention_owner;

--
-- Name: told; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
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


ALTER VIEW retention.told OWNER TO pristina_retention_owner;

--
-- Name: upgrade_intent_events_act; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.upgrade_intent_events_act (
    id uuid NOT NULL,
    stage text NOT NULL,
    done_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    ground text
);


ALTER TABLE retention.upgrade_intent_events_act OWNER TO pristina_retention_owner;

--
-- Name: upgrade_intent_events_fate; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.upgrade_intent_events_fate AS
 SELECT r.id,
    r.created_at AS cutoff_value,
    cutoff.start AS started_at,
    retention.due(cutoff.start, '180 days'::interval) AS due_at,
    retention.due(cutoff.start, '180 days'::interval) AS overdue_at,
        CASE
            WHEN (erased.done_at IS NULL) THEN LEAST(retention.due(retention.counted(users.deleted_at), '30 days'::interval), retention.counted(asked.asked_at))
            ELSE NULL::timestamp with time zone
        END AS erase_at,
    on_hold.hold_id,
    NULL::text AS deferred_by
   FROM (((((public.upgrade_intent_events r
     LEFT JOIN public.users users ON ((r.user_id = users.id)))
     LEFT JOIN retention.users_asked asked ON ((asked.id = users.id)))
     LEFT JOIN retention.upgrade_intent_events_act erased ON (((r.id = erased.id) AND (erased.stage = 'erase'::text))))
     CROSS JOIN LATERAL ( SELECT retention.counted(r.created_at) AS start) cutoff)
     LEFT JOIN ( SELECT held.id,
            min(held.hold_id) AS hold_id
           FROM retention.held_upgrade_intent_events() held(id, hold_id)
          GROUP BY held.id) on_hold ON ((r.id = on_hold.id)));


ALTER VIEW retention.upgrade_intent_events_fate OWNER TO pristina_retention_owner;

--
-- Name: VIEW upgrade_intent_events_fate; Type: COMMENT; Schema: retention; Owner: pristina_retention_owner
--

COMMENT ON VIEW retention.upgrade_intent_events_fate IS 'Record class upgrade_intent_events (X-10), policy Pristina 1.0. Kept for 180 days from created_at; then destroyed.';

--
-- Name: upgrade_intent_events_held; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.upgrade_intent_events_held AS
 SELECT m.id,
    m.hold_id
   FROM retention.upgrade_intent_events_matched m
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((public.upgrade_intent_events r
     JOIN public.users users ON ((r.user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.upgrade_intent_events_held OWNER TO pristina_retention_owner;

--
-- Name: user_activity_log_act; Type: TABLE; Schema: retention; Owner: pristina_retention_owner
--

CREATE TABLE retention.user_activity_log_act (
    id bigint NOT NULL,
    stage text NOT NULL,
    done_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    ground text
);


ALTER TABLE retention.user_activity_log_act OWNER TO pristina_retention_owner;

--
-- Name: user_activity_log_fate; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.user_activity_log_fate AS
 SELECT r.id,
    r.created_at AS cutoff_value,
    cutoff.start AS started_at,
    retention.due(cutoff.start, '180 days'::interval) AS due_at,
    retention.due(cutoff.start, '180 days'::interval) AS overdue_at,
        CASE
            WHEN (erased.done_at IS NULL) THEN LEAST(retention.due(retention.counted(users.deleted_at), '30 days'::interval), retention.counted(asked.asked_at))
            ELSE NULL::timestamp with time zone
        END AS erase_at,
    on_hold.hold_id,
    NULL::text AS deferred_by
   FROM (((((public.user_activity_log r
     LEFT JOIN public.users users ON ((r.user_id = users.id)))
     LEFT JOIN retention.users_asked asked ON ((asked.id = users.id)))
     LEFT JOIN retention.user_activity_log_act erased ON (((r.id = erased.id) AND (erased.stage = 'erase'::text))))
     CROSS JOIN LATERAL ( SELECT retention.counted(r.created_at) AS start) cutoff)
     LEFT JOIN ( SELECT held.id,
            min(held.hold_id) AS hold_id
           FROM retention.held_user_activity_log() held(id, hold_id)
          GROUP BY held.id) on_hold ON ((r.id = on_hold.id)));


ALTER VIEW retention.user_activity_log_fate OWNER TO pristina_retention_owner;

--
-- Name: VIEW user_activity_log_fate; Type: COMMENT; Schema: retention; Owner: pristina_retention_owner
--

COMMENT ON VIEW retention.user_activity_log_fate IS 'Record class user_activity_log (X-08, X-18, X-19), policy Pristina 1.0. Kept for 180 days from created_at; then destroyed.';

--
-- Name: user_activity_log_held; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.user_activity_log_held AS
 SELECT m.id,
    m.hold_id
   FROM retention.user_activity_log_matched m
UNION ALL
 SELECT r.id,
    m.hold_id
   FROM ((public.user_activity_log r
     JOIN public.users users ON ((r.user_id = users.id)))
     JOIN retention.users_matched m ON ((users.id = m.id)));


ALTER VIEW retention.user_activity_log_held OWNER TO pristina_retention_owner;

--
-- Name: users_erasure; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.users_erasure AS
 SELECT r.id,
    jsonb_build_object('id', r.id) AS subject_key,
    began.began_at,
    began.clauses
   FROM ((public.users r
     LEFT JOIN retention.users_asked asked ON ((asked.id = r.id)))
     CROSS JOIN LATERAL ( SELECT start.began_at,
            start.clauses
           FROM ( VALUES (retention.counted(r.deleted_at),retention.due(retention.counted(r.deleted_at), '30 days'::interval),ARRAY['X-04'::text, 'X-16'::text, 'X-25'::text]), (asked.asked_at,asked.asked_at,ARRAY[]::text[])) start(began_at, due_at, clauses)
          WHERE (start.due_at IS NOT NULL)
          ORDER BY start.due_at
         LIMIT 1) began);


ALTER VIEW retention.users_erasure OWNER TO pristina_retention_owner;

--
-- Name: users_fate; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.users_fate AS
 SELECT r.id,
    NULL::timestamp with time zone AS started_at,
    NULL::timestamp with time zone AS due_at,
    NULL::timestamp with time zone AS overdue_at,
    LEAST(retention.due(retention.counted(r.deleted_at), '30 days'::interval), retention.counted(asked.asked_at)) AS erase_at,
    on_hold.hold_id,
        CASE
            WHEN (EXISTS ( SELECT
               FROM public.api_keys d
              WHERE (d.user_id = r.id))) THEN 'api_keys'::text
            WHEN (EXISTS ( SELECT
               FROM public.api_usage d
              WHERE (d.user_id = r.id))) THEN 'api_usage'::text
            WHEN (EXISTS ( SELECT
               FROM public.auth_login_events d
              WHERE (d.user_id = r.id))) THEN 'auth_login_events'::text
            WHEN (EXISTS ( SELECT
               FROM public.business_removal_requests d
              WHERE (d.decided_by = r.id))) THEN 'business_removal_requests'::text
            WHEN (EXISTS ( SELECT
               FROM public.export_requests d
              WHERE (d.user_id = r.id))) THEN 'export_requests'::text
            WHEN (EXISTS ( SELECT
               FROM public.removal_request_audit d
              WHERE (d.actor_id = r.id))) THEN 'removal_request_audit'::text
            WHEN (EXISTS ( SELECT
               FROM public.saved_searches d
              WHERE (d.user_id = r.id))) THEN 'saved_searches'::text
            WHEN (EXISTS ( SELECT
               FROM public.search_usage d
              WHERE (d.user_id = r.id))) THEN 'search_usage'::text
            WHEN (EXISTS ( SELECT
               FROM public.upgrade_intent_events d
              WHERE (d.user_id = r.id))) THEN 'upgrade_intent_events'::text
            WHEN (EXISTS ( SELECT
               FROM public.user_activity_log d
              WHERE (d.user_id = r.id))) THEN 'user_activity_log'::text
            WHEN (EXISTS ( SELECT
               FROM public.watches d
              WHERE (d.user_id = r.id))) THEN 'watches'::text
            WHEN (EXISTS ( SELECT
               FROM public.error_events d
              WHERE ((d.user_id = r.id) AND (NOT (EXISTS ( SELECT
                       FROM retention.error_events_act a
                      WHERE ((d.id = a.id) AND (a.stage = 'erase'::text)))))))) THEN 'error_events'::text
            WHEN (EXISTS ( SELECT
               FROM public.search_usage_daily d
              WHERE ((d.user_id = r.id) AND (NOT (EXISTS ( SELECT
                       FROM retention.search_usage_daily_act a
                      WHERE ((d.id = a.id) AND (a.stage = 'erase'::text)))))))) THEN 'search_usage_daily'::text
            WHEN (EXISTS ( SELECT
               FROM public.api_usage_daily d
              WHERE ((d.user_id = r.id) AND (NOT (EXISTS ( SELECT
                       FROM retention.api_usage_daily_act a
                      WHERE ((d.id = a.id) AND (a.stage = 'erase'::text)))))))) THEN 'api_usage_daily'::text
            ELSE NULL::text
        END AS deferred_by
   FROM ((public.users r
     LEFT JOIN retention.users_asked asked ON ((asked.id = r.id)))
     LEFT JOIN ( SELECT held.id,
            min(held.hold_id) AS hold_id
           FROM retention.held_users() held(id, hold_id)
          GROUP BY held.id) on_hold ON ((r.id = on_hold.id)));


ALTER VIEW retention.users_fate OWNER TO pristina_retention_owner;

--
-- Name: VIEW users_fate; Type: COMMENT; Schema: retention; Owner: pristina_retention_owner
--

COMMENT ON VIEW retention.users_fate IS 'Record class users (X-04, X-16), policy Pristina 1.0. Kept until the person is erased.';

--
-- Name: watches_fate; Type: VIEW; Schema: retention; Owner: pristina_retention_owner
--

CREATE VIEW retention.watches_fate AS
 SELECT r.id,
    NULL::timestamp with time zone AS started_at,
    NULL::timestamp with time zone AS due_at,
    NULL::timestamp with time zone AS overdue_at,
    LEAST(retention.due(retention.counted(users.deleted_at), '30 days'::interval), retention.counted(asked.asked_at)) AS erase_at,
    on_hold.hold_id,
    NULL::text AS deferred_by
   FROM (((public.watches r
     LEFT JOIN public.users users ON ((r.user_id = users.id)))
     LEFT JOIN retention.users_asked asked ON ((asked.id = users.id)))
     LEFT JOIN ( SELECT held.id,
            min(held.hold_id) AS hold_id
           FROM retention.held_watches() held(id, hold_id)
          GROUP BY held.id) on_hold ON ((r.id = on_hold.id)));


ALTER VIEW retention.watches_fate OWNER TO pristina_retention_owner;

--
-- Name: VIEW watches_fate; Type: COMMENT; Schema: retention; Owner: pristina_retention_owner
--

COMMENT ON VIEW retention.watches_fate IS 'Record class watches (X-12), policy Pristina 1.0. Kept until the person is erased.';

--
-- Name: api_keys_hold api_keys_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.api_keys_hold
    ADD CONSTRAINT api_keys_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: api_usage_act api_usage_act_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.api_usage_act
    ADD CONSTRAINT api_usage_act_pkey PRIMARY KEY (created_at, id, stage);

--
-- Name: api_usage_daily_act api_usage_daily_act_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.api_usage_daily_act
    ADD CONSTRAINT api_usage_daily_act_pkey PRIMARY KEY (id, stage);

--
-- Name: api_usage_daily_hold api_usage_daily_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.api_usage_daily_hold
    ADD CONSTRAINT api_usage_daily_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: api_usage_hold api_usage_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.api_usage_hold
    ADD CONSTRAINT api_usage_hold_pkey PRIMARY KEY (hold_id, created_at, id);

--
-- Name: api_usage_pin api_usage_pin_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.api_usage_pin
    ADD CONSTRAINT api_usage_pin_pkey PRIMARY KEY (hold_id, created_at, id);

--
-- Name: auth_login_events_act auth_login_events_act_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.auth_login_events_act
    ADD CONSTRAINT auth_login_events_act_pkey PRIMARY KEY (id, stage);

--
-- Name: auth_login_events_hold auth_login_events_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.auth_login_events_hold
    ADD CONSTRAINT auth_login_events_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: business_removal_requests_hold business_removal_requests_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.business_removal_requests_hold
    ADD CONSTRAINT business_removal_requests_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: business_removal_requests_review business_removal_requests_review_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.business_removal_requests_review
    ADD CONSTRAINT business_removal_requests_review_pkey PRIMARY KEY (id);

--
-- Name: cascade_log cascade_log_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.cascade_log
    ADD CONSTRAINT cascade_log_pkey PRIMARY KEY (cascade_id);

--
-- Name: class class_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.class
    ADD CONSTRAINT class_pkey PRIMARY KEY (class_name);

--
-- Name: digest_key digest_key_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.digest_key
    ADD CONSTRAINT digest_key_pkey PRIMARY KEY (only_row);

--
-- Name: erasure_blocked erasure_blocked_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.erasure_blocked
    ADD CONSTRAINT erasure_blocked_pkey PRIMARY KEY (request_id, stage, row_key);

--
-- Name: erasure_count erasure_count_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.erasure_count
    ADD CONSTRAINT erasure_count_pkey PRIMARY KEY (request_id, class_name, table_name);

--
-- Name: erasure_effect erasure_effect_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.erasure_effect
    ADD CONSTRAINT erasure_effect_pkey PRIMARY KEY (subject_table, run_order);

--
-- Name: erasure_ledger erasure_ledger_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.erasure_ledger
    ADD CONSTRAINT erasure_ledger_pkey PRIMARY KEY (subject_table, subject_digest);

--
-- Name: erasure erasure_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.erasure
    ADD CONSTRAINT erasure_pkey PRIMARY KEY (request_id);

--
-- Name: erasure_preview erasure_preview_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.erasure_preview
    ADD CONSTRAINT erasure_preview_pkey PRIMARY KEY (preview_id);

--
-- Name: erasure_row erasure_row_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.erasure_row
    ADD CONSTRAINT erasure_row_pkey PRIMARY KEY (request_id, run_order, row_no);

--
-- Name: error_events_act error_events_act_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.error_events_act
    ADD CONSTRAINT error_events_act_pkey PRIMARY KEY (id, stage);

--
-- Name: error_events_hold error_events_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.error_events_hold
    ADD CONSTRAINT error_events_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: evidence_checkpoint evidence_checkpoint_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.evidence_checkpoint
    ADD CONSTRAINT evidence_checkpoint_pkey PRIMARY KEY (evidence_id);

--
-- Name: evidence_head evidence_head_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.evidence_head
    ADD CONSTRAINT evidence_head_pkey PRIMARY KEY (only_row);

--
-- Name: evidence_note evidence_note_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.evidence_note
    ADD CONSTRAINT evidence_note_pkey PRIMARY KEY (evidence_id);

--
-- Name: evidence evidence_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.evidence
    ADD CONSTRAINT evidence_pkey PRIMARY KEY (evidence_id);

--
-- Name: evidence evidence_previous_hash_key; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.evidence
    ADD CONSTRAINT evidence_previous_hash_key UNIQUE (previous_hash);

--
-- Name: export export_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.export
    ADD CONSTRAINT export_pkey PRIMARY KEY (export_id);

--
-- Name: export_profile export_profile_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.export_profile
    ADD CONSTRAINT export_profile_pkey PRIMARY KEY (subject_table, right_name);

--
-- Name: export_requests_hold export_requests_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.export_requests_hold
    ADD CONSTRAINT export_requests_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: guarded_table guarded_table_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.guarded_table
    ADD CONSTRAINT guarded_table_pkey PRIMARY KEY (table_name);

--
-- Name: hold_epoch hold_epoch_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.hold_epoch
    ADD CONSTRAINT hold_epoch_pkey PRIMARY KEY (only_row);

--
-- Name: hold_notice hold_notice_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.hold_notice
    ADD CONSTRAINT hold_notice_pkey PRIMARY KEY (hold_id, subject_table, subject_key);

--
-- Name: hold_on_class hold_on_class_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.hold_on_class
    ADD CONSTRAINT hold_on_class_pkey PRIMARY KEY (hold_id, class_name, since, until);

--
-- Name: hold hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.hold
    ADD CONSTRAINT hold_pkey PRIMARY KEY (hold_id);

--
-- Name: holiday holiday_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.holiday
    ADD CONSTRAINT holiday_pkey PRIMARY KEY (region, day);

--
-- Name: installation installation_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.installation
    ADD CONSTRAINT installation_pkey PRIMARY KEY (only_row);

--
-- Name: installed installed_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.installed
    ADD CONSTRAINT installed_pkey PRIMARY KEY (what, object);

--
-- Name: invoices_act invoices_act_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.invoices_act
    ADD CONSTRAINT invoices_act_pkey PRIMARY KEY (id, stage);

--
-- Name: invoices_hold invoices_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.invoices_hold
    ADD CONSTRAINT invoices_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: invoices_review invoices_review_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.invoices_review
    ADD CONSTRAINT invoices_review_pkey PRIMARY KEY (id);

--
-- Name: letter_part letter_part_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.letter_part
    ADD CONSTRAINT letter_part_pkey PRIMARY KEY (letter, place, part_no);

--
-- Name: letter letter_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.letter
    ADD CONSTRAINT letter_pkey PRIMARY KEY (letter);

--
-- Name: letter letter_subject_table_occasion_key; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.letter
    ADD CONSTRAINT letter_subject_table_occasion_key UNIQUE (subject_table, occasion);

--
-- Name: migration migration_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (name);

--
-- Name: outbox outbox_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (notice_id);

--
-- Name: pause pause_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.pause
    ADD CONSTRAINT pause_pkey PRIMARY KEY (pause_id);

--
-- Name: payments_hold payments_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.payments_hold
    ADD CONSTRAINT payments_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: preserved preserved_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.preserved
    ADD CONSTRAINT preserved_pkey PRIMARY KEY (image_id);

--
-- Name: preview_log preview_log_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.preview_log
    ADD CONSTRAINT preview_log_pkey PRIMARY KEY (preview_id);

--
-- Name: pseudonym_key pseudonym_key_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.pseudonym_key
    ADD CONSTRAINT pseudonym_key_pkey PRIMARY KEY (run_id);

--
-- Name: recipient recipient_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.recipient
    ADD CONSTRAINT recipient_pkey PRIMARY KEY (recipient);

--
-- Name: removal_request_audit_hold removal_request_audit_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.removal_request_audit_hold
    ADD CONSTRAINT removal_request_audit_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: replay_blocked replay_blocked_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.replay_blocked
    ADD CONSTRAINT replay_blocked_pkey PRIMARY KEY (replay_id, stage, row_key);

--
-- Name: replay_entry replay_entry_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.replay_entry
    ADD CONSTRAINT replay_entry_pkey PRIMARY KEY (replay_id, subject_table, subject_digest);

--
-- Name: replay replay_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.replay
    ADD CONSTRAINT replay_pkey PRIMARY KEY (replay_id);

--
-- Name: replay_row replay_row_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.replay_row
    ADD CONSTRAINT replay_row_pkey PRIMARY KEY (replay_id, run_order, row_no);

--
-- Name: request_clock request_clock_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.request_clock
    ADD CONSTRAINT request_clock_pkey PRIMARY KEY (subject_table, right_name, regime, stage);

--
-- Name: request_notice request_notice_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.request_notice
    ADD CONSTRAINT request_notice_pkey PRIMARY KEY (request_id, notice);

--
-- Name: request request_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.request
    ADD CONSTRAINT request_pkey PRIMARY KEY (request_id);

--
-- Name: request_remainder request_remainder_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.request_remainder
    ADD CONSTRAINT request_remainder_pkey PRIMARY KEY (request_id, class_name, reason);

--
-- Name: request_retained request_retained_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.request_retained
    ADD CONSTRAINT request_retained_pkey PRIMARY KEY (request_id, class_name);

--
-- Name: request_rule request_rule_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.request_rule
    ADD CONSTRAINT request_rule_pkey PRIMARY KEY (subject_table, right_name);

--
-- Name: request_transition request_transition_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.request_transition
    ADD CONSTRAINT request_transition_pkey PRIMARY KEY (step, from_status, to_status);

--
-- Name: run_log run_log_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.run_log
    ADD CONSTRAINT run_log_pkey PRIMARY KEY (run_id);

--
-- Name: saved_searches_hold saved_searches_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.saved_searches_hold
    ADD CONSTRAINT saved_searches_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: search_usage_act search_usage_act_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.search_usage_act
    ADD CONSTRAINT search_usage_act_pkey PRIMARY KEY (id, stage);

--
-- Name: search_usage_daily_act search_usage_daily_act_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.search_usage_daily_act
    ADD CONSTRAINT search_usage_daily_act_pkey PRIMARY KEY (id, stage);

--
-- Name: search_usage_daily_hold search_usage_daily_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.search_usage_daily_hold
    ADD CONSTRAINT search_usage_daily_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: search_usage_hold search_usage_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.search_usage_hold
    ADD CONSTRAINT search_usage_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: subscriptions_act subscriptions_act_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.subscriptions_act
    ADD CONSTRAINT subscriptions_act_pkey PRIMARY KEY (id, stage);

--
-- Name: subscriptions_hold subscriptions_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.subscriptions_hold
    ADD CONSTRAINT subscriptions_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: upgrade_intent_events_act upgrade_intent_events_act_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.upgrade_intent_events_act
    ADD CONSTRAINT upgrade_intent_events_act_pkey PRIMARY KEY (id, stage);

--
-- Name: upgrade_intent_events_hold upgrade_intent_events_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.upgrade_intent_events_hold
    ADD CONSTRAINT upgrade_intent_events_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: user_activity_log_act user_activity_log_act_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.user_activity_log_act
    ADD CONSTRAINT user_activity_log_act_pkey PRIMARY KEY (id, stage);

--
-- Name: user_activity_log_hold user_activity_log_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.user_activity_log_hold
    ADD CONSTRAINT user_activity_log_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: users_asked users_asked_key; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.users_asked
    ADD CONSTRAINT users_asked_key PRIMARY KEY (id);

--
-- Name: users_asked users_asked_request_id_key; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.users_asked
    ADD CONSTRAINT users_asked_request_id_key UNIQUE (request_id);

--
-- Name: users_hold users_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.users_hold
    ADD CONSTRAINT users_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: watches_hold watches_hold_pkey; Type: CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.watches_hold
    ADD CONSTRAINT watches_hold_pkey PRIMARY KEY (hold_id, id);

--
-- Name: api_keys_hold_row; Type: INDEX; Schema: retention; Owner: pristina_retention_owner
--

CREATE INDEX api_keys_hold_row ON retention.api_keys_hold USING btree (id);

--
-- Name: api_usage_daily_hold_row; Type: INDEX; Schema: retention; Owner: pristina_retention_owner
--

CREATE INDEX api_usage_daily_hold_row ON retention.api_usage_daily_hold USING btree (id);

--
-- Name: api_usage_hold_row; Type: INDEX; Schema: retention; Owner: pristina_retention_owner
--

CREATE INDEX api_usage_hold_row ON retention.api_usage_hold USING btree (created_at, id);

--
-- Name: api_usage_pin_row; Type: INDEX; Schema: retention; Owner: pristina_retention_owner
--

CREATE INDEX api_usage_pin_row ON retention.api_usage_pin USING btree (created_at, id);

--
-- Name: auth_login_events_hold_row; Type: INDEX; Schema: retention; Owner: pristina_retention_owner
--

CREATE INDEX auth_login_events_hold_row ON retention.auth_login_events_hold USING btree (id);

--
-- Name: business_removal_requests_hold_row; Type: INDEX; Schema: retention; Owner: pristina_retention_owner
--

CREATE INDEX business_removal_requests_hold_row ON retention.business_removal_requests_hold USING btree (id);

--
-- Name: erasure_preview_request; Type: INDEX; Schema: retention; Owner: pristina_retention_owner
--

CREATE INDEX erasure_preview_request ON retention.erasure_preview USING btree (request_id);

--
-- Name: error_events_hold_row; Type: INDEX; Schema: retention; Owner: pristina_retention_owner
--

CREATE INDEX error_events_hold_row ON retention.error_events_hold USING btree (id);

--
-- Name: export_request; Type: INDEX; Schema: retention; Owner: pristina_retention_owner
--

CREATE INDEX export_request ON retention.export USING btree (request_id);

--
-- Name: export_requests_hold_row; Type: INDEX; Schema: retention; Owner: pristina_retention_owner
--

CREATE INDEX export_requests_hold_row ON retention.export_requests_hold USING btree (id);

--
-- Name: invoices_hold_row; Type: INDEX; Schema: retention; Owner: pristina_retention_owner
--

CREATE INDEX invoices_hold_row ON retention.invoices_hold USING btree (id);

--
-- Name: outbox_open; Type: INDEX; Schema: retention; Owner: pristina_retention_owner
--

CREATE INDEX outbox_open ON retention.outbox USING btree (available_at, notice_id) WHERE (state = ANY (ARRAY['waiting'::text, 'taken'::text]));

--
-- Name: outbox_request; Type: INDEX; Schema: retention; Owner: pristina_retention_owner
--

CREATE INDEX outbox_request ON retention.outbox USING btree (request_id) WHERE (request_id IS NOT NULL);

--
-- Name: outbox_unsealed; Type: INDEX; Schema: retention; Owner: pristina_retention_owner
--

CREATE INDEX outbox_unsealed ON retention.outbox USING btree (notice_id) WHERE ((state = 'settled'::text) AND (NOT sealed));

--
-- Name: payments_hold_row; Type: INDEX; Schema: retention; Owner: pristina_retention_owner
--

CREATE INDEX payments_hold_row ON retention.payments_hold USING btree (id);

--
-- Name: preserved_row; Type: INDEX; Schema: retention; Owner: pristina_retention_owner
--

CREATE INDEX preserved_row ON retention.preserved USING btree (hold_id, table_name, row_key);

--
-- Name: removal_request_audit_hold_row; Type: INDEX; Schema: retention; Owner: pristina_retention_owner
--

CREATE INDEX removal_request_audit_hold_row ON retention.removal_request_audit_hold USING btree (id);

--
-- Name: request_person; Type: INDEX; Schema: retention; Owner: pristina_retention_owner
--

CREATE INDEX request_person ON retention.request USING btree (subject_table, subject_key);

--
-- Name: run_blocked_run_id; Type: INDEX; Schema: retention; Owner: pristina_retention_owner
--

CREATE INDEX run_blocked_run_id ON retention.run_blocked USING btree (run_id);

--
-- Name: run_log_class_name; Type: INDEX; Schema: retention; Owner: pristina_retention_owner
--

CREATE INDEX run_log_class_name ON retention.run_log USING btree (class_name, run_id DESC);

--
-- Name: saved_searches_hold_row; Type: INDEX; Schema: retention; Owner: pristina_retention_owner
--

CREATE INDEX saved_searches_hold_row ON retention.saved_searches_hold USING btree (id);

--
-- Name: search_usage_daily_hold_row; Type: INDEX; Schema: retention; Owner: pristina_retention_owner
--

CREATE INDEX search_usage_daily_hold_row ON retention.search_usage_daily_hold USING btree (id);

--
-- Name: search_usage_hold_row; Type: INDEX; Schema: retention; Owner: pristina_retention_owner
--

CREATE INDEX search_usage_hold_row ON retention.search_usage_hold USING btree (id);

--
-- Name: subscriptions_hold_row; Type: INDEX; Schema: retention; Owner: pristina_retention_owner
--

CREATE INDEX subscriptions_hold_row ON retention.subscriptions_hold USING btree (id);

--
-- Name: upgrade_intent_events_hold_row; Type: INDEX; Schema: retention; Owner: pristina_retention_owner
--

CREATE INDEX upgrade_intent_events_hold_row ON retention.upgrade_intent_events_hold USING btree (id);

--
-- Name: user_activity_log_hold_row; Type: INDEX; Schema: retention; Owner: pristina_retention_owner
--

CREATE INDEX user_activity_log_hold_row ON retention.user_activity_log_hold USING btree (id);

--
-- Name: users_hold_row; Type: INDEX; Schema: retention; Owner: pristina_retention_owner
--

CREATE INDEX users_hold_row ON retention.users_hold USING btree (id);

--
-- Name: watches_hold_row; Type: INDEX; Schema: retention; Owner: pristina_retention_owner
--

CREATE INDEX watches_hold_row ON retention.watches_hold USING btree (id);

--
-- Name: users ~retention_cascade_1; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_cascade_1" AFTER DELETE ON public.users FOR EACH ROW EXECUTE FUNCTION retention.cascade_api_usage_daily_1();

ALTER TABLE public.users ENABLE ALWAYS TRIGGER "~retention_cascade_1";

--
-- Name: users ~retention_cascade_2; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_cascade_2" AFTER DELETE ON public.users FOR EACH ROW EXECUTE FUNCTION retention.cascade_error_events_2();

ALTER TABLE public.users ENABLE ALWAYS TRIGGER "~retention_cascade_2";

--
-- Name: users ~retention_cascade_3; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_cascade_3" AFTER DELETE ON public.users FOR EACH ROW EXECUTE FUNCTION retention.cascade_search_usage_daily_3();

ALTER TABLE public.users ENABLE ALWAYS TRIGGER "~retention_cascade_3";

--
-- Name: api_keys ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.api_keys FOR EACH ROW WHEN (((CURRENT_USER <> 'pristina_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_api_keys();

ALTER TABLE public.api_keys ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: api_usage ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.api_usage FOR EACH ROW WHEN (((CURRENT_USER <> 'pristina_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_api_usage();

ALTER TABLE public.api_usage ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: api_usage_daily ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.api_usage_daily FOR EACH ROW WHEN (((CURRENT_USER <> 'pristina_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_api_usage_daily();

ALTER TABLE public.api_usage_daily ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: auth_login_events ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.auth_login_events FOR EACH ROW WHEN (((CURRENT_USER <> 'pristina_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_auth_login_events();

ALTER TABLE public.auth_login_events ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: business_removal_requests ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.business_removal_requests FOR EACH ROW WHEN (((CURRENT_USER <> 'pristina_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_business_removal_requests();

ALTER TABLE public.business_removal_requests ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: error_events ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.error_events FOR EACH ROW WHEN (((CURRENT_USER <> 'pristina_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_error_events();

ALTER TABLE public.error_events ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: export_requests ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.export_requests FOR EACH ROW WHEN (((CURRENT_USER <> 'pristina_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_export_requests();

ALTER TABLE public.export_requests ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: invoices ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.invoices FOR EACH ROW WHEN (((CURRENT_USER <> 'pristina_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_invoices();

ALTER TABLE public.invoices ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: payments ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.payments FOR EACH ROW WHEN (((CURRENT_USER <> 'pristina_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_payments();

ALTER TABLE public.payments ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: removal_request_audit ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.removal_request_audit FOR EACH ROW WHEN (((CURRENT_USER <> 'pristina_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_removal_request_audit();

ALTER TABLE public.removal_request_audit ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: saved_searches ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.saved_searches FOR EACH ROW WHEN (((CURRENT_USER <> 'pristina_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_saved_searches();

ALTER TABLE public.saved_searches ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: search_usage ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.search_usage FOR EACH ROW WHEN (((CURRENT_USER <> 'pristina_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_search_usage();

ALTER TABLE public.search_usage ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: search_usage_daily ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.search_usage_daily FOR EACH ROW WHEN (((CURRENT_USER <> 'pristina_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_search_usage_daily();

ALTER TABLE public.search_usage_daily ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: subscriptions ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.subscriptions FOR EACH ROW WHEN (((CURRENT_USER <> 'pristina_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_subscriptions();

ALTER TABLE public.subscriptions ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: upgrade_intent_events ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.upgrade_intent_events FOR EACH ROW WHEN (((CURRENT_USER <> 'pristina_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_upgrade_intent_events();

ALTER TABLE public.upgrade_intent_events ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: user_activity_log ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.user_activity_log FOR EACH ROW WHEN (((CURRENT_USER <> 'pristina_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_user_activity_log();

ALTER TABLE public.user_activity_log ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: users ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.users FOR EACH ROW WHEN (((CURRENT_USER <> 'pristina_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_users();

ALTER TABLE public.users ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: watches ~retention_guard; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.watches FOR EACH ROW WHEN (((CURRENT_USER <> 'pristina_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.guard_watches();

ALTER TABLE public.watches ENABLE ALWAYS TRIGGER "~retention_guard";

--
-- Name: users ~retention_standing_1_delete; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_standing_1_delete" BEFORE DELETE ON public.users FOR EACH ROW WHEN ((old.legal_hold = true)) EXECUTE FUNCTION retention.standing_hold_changes();

ALTER TABLE public.users ENABLE ALWAYS TRIGGER "~retention_standing_1_delete";

--
-- Name: users ~retention_standing_1_insert; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_standing_1_insert" BEFORE INSERT ON public.users FOR EACH ROW WHEN ((new.legal_hold = true)) EXECUTE FUNCTION retention.standing_hold_changes();

ALTER TABLE public.users ENABLE ALWAYS TRIGGER "~retention_standing_1_insert";

--
-- Name: users ~retention_standing_1_update; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_standing_1_update" BEFORE UPDATE OF legal_hold ON public.users FOR EACH ROW WHEN ((((old.legal_hold = true) IS DISTINCT FROM (new.legal_hold = true)) OR (old.legal_hold IS DISTINCT FROM new.legal_hold))) EXECUTE FUNCTION retention.standing_hold_changes();

ALTER TABLE public.users ENABLE ALWAYS TRIGGER "~retention_standing_1_update";

--
-- Name: business_removal_requests ~retention_tell; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_tell" AFTER DELETE ON public.business_removal_requests FOR EACH ROW WHEN (((CURRENT_USER <> 'pristina_retention_disposer'::name) OR (pg_trigger_depth() > 0))) EXECUTE FUNCTION retention.tell_business_removal_requests();

ALTER TABLE public.business_removal_requests ENABLE ALWAYS TRIGGER "~retention_tell";

--
-- Name: api_keys ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.api_keys FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.api_keys');

ALTER TABLE public.api_keys ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: api_usage ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.api_usage FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.api_usage');

ALTER TABLE public.api_usage ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: api_usage_2026_04 ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.api_usage_2026_04 FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.api_usage');

ALTER TABLE public.api_usage_2026_04 ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: api_usage_2026_05 ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.api_usage_2026_05 FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.api_usage');

ALTER TABLE public.api_usage_2026_05 ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: api_usage_2026_06 ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.api_usage_2026_06 FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.api_usage');

ALTER TABLE public.api_usage_2026_06 ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: api_usage_daily ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.api_usage_daily FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.api_usage_daily');

ALTER TABLE public.api_usage_daily ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: api_usage_default ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.api_usage_default FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.api_usage');

ALTER TABLE public.api_usage_default ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: auth_login_events ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.auth_login_events FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.auth_login_events');

ALTER TABLE public.auth_login_events ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: business_removal_requests ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.business_removal_requests FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.business_removal_requests');

ALTER TABLE public.business_removal_requests ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: error_events ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.error_events FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.error_events');

ALTER TABLE public.error_events ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: export_requests ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.export_requests FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.export_requests');

ALTER TABLE public.export_requests ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: invoices ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.invoices FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.invoices');

ALTER TABLE public.invoices ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: payments ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.payments FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.payments');

ALTER TABLE public.payments ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: removal_request_audit ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.removal_request_audit FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.removal_request_audit');

ALTER TABLE public.removal_request_audit ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: saved_searches ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.saved_searches FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.saved_searches');

ALTER TABLE public.saved_searches ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: search_usage ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.search_usage FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.search_usage');

ALTER TABLE public.search_usage ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: search_usage_daily ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.search_usage_daily FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.search_usage_daily');

ALTER TABLE public.search_usage_daily ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: subscriptions ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.subscriptions FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.subscriptions');

ALTER TABLE public.subscriptions ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: upgrade_intent_events ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.upgrade_intent_events FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.upgrade_intent_events');

ALTER TABLE public.upgrade_intent_events ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: user_activity_log ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.user_activity_log FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.user_activity_log');

ALTER TABLE public.user_activity_log ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: users ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.users FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.users');

ALTER TABLE public.users ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: watches ~retention_truncate; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER "~retention_truncate" BEFORE TRUNCATE ON public.watches FOR EACH STATEMENT EXECUTE FUNCTION retention.truncate_guard('public.watches');

ALTER TABLE public.watches ENABLE ALWAYS TRIGGER "~retention_truncate";

--
-- Name: evidence append_only; Type: TRIGGER; Schema: retention; Owner: pristina_retention_owner
--

CREATE TRIGGER append_only BEFORE UPDATE OR TRUNCATE ON retention.evidence FOR EACH STATEMENT EXECUTE FUNCTION retention.evidence_append_only();

ALTER TABLE retention.evidence ENABLE ALWAYS TRIGGER append_only;

--
-- Name: evidence_checkpoint append_only; Type: TRIGGER; Schema: retention; Owner: pristina_retention_owner
--

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON retention.evidence_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION retention.evidence_append_only();

ALTER TABLE retention.evidence_checkpoint ENABLE ALWAYS TRIGGER append_only;

--
-- Name: evidence append_only_delete; Type: TRIGGER; Schema: retention; Owner: pristina_retention_owner
--

CREATE TRIGGER append_only_delete BEFORE DELETE ON retention.evidence FOR EACH ROW EXECUTE FUNCTION retention.evidence_append_only();

ALTER TABLE retention.evidence ENABLE ALWAYS TRIGGER append_only_delete;

--
-- Name: api_keys_hold api_keys_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.api_keys_hold
    ADD CONSTRAINT api_keys_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: api_usage_daily_hold api_usage_daily_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.api_usage_daily_hold
    ADD CONSTRAINT api_usage_daily_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: api_usage_hold api_usage_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.api_usage_hold
    ADD CONSTRAINT api_usage_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: api_usage_pin api_usage_pin_created_at_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.api_usage_pin
    ADD CONSTRAINT api_usage_pin_created_at_id_fkey FOREIGN KEY (created_at, id) REFERENCES public.api_usage(created_at, id) ON UPDATE RESTRICT ON DELETE RESTRICT;

--
-- Name: api_usage_pin api_usage_pin_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.api_usage_pin
    ADD CONSTRAINT api_usage_pin_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: auth_login_events_hold auth_login_events_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.auth_login_events_hold
    ADD CONSTRAINT auth_login_events_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: business_removal_requests_hold business_removal_requests_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.business_removal_requests_hold
    ADD CONSTRAINT business_removal_requests_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: erasure_blocked erasure_blocked_request_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.erasure_blocked
    ADD CONSTRAINT erasure_blocked_request_id_fkey FOREIGN KEY (request_id) REFERENCES retention.erasure(request_id);

--
-- Name: erasure_count erasure_count_request_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.erasure_count
    ADD CONSTRAINT erasure_count_request_id_fkey FOREIGN KEY (request_id) REFERENCES retention.erasure(request_id);

--
-- Name: erasure_effect erasure_effect_class_name_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.erasure_effect
    ADD CONSTRAINT erasure_effect_class_name_fkey FOREIGN KEY (class_name) REFERENCES retention.class(class_name);

--
-- Name: erasure_preview erasure_preview_request_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.erasure_preview
    ADD CONSTRAINT erasure_preview_request_id_fkey FOREIGN KEY (request_id) REFERENCES retention.request(request_id);

--
-- Name: erasure erasure_request_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.erasure
    ADD CONSTRAINT erasure_request_id_fkey FOREIGN KEY (request_id) REFERENCES retention.request(request_id);

--
-- Name: erasure_row erasure_row_request_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.erasure_row
    ADD CONSTRAINT erasure_row_request_id_fkey FOREIGN KEY (request_id) REFERENCES retention.erasure(request_id);

--
-- Name: error_events_hold error_events_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.error_events_hold
    ADD CONSTRAINT error_events_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: evidence_note evidence_note_evidence_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.evidence_note
    ADD CONSTRAINT evidence_note_evidence_id_fkey FOREIGN KEY (evidence_id) REFERENCES retention.evidence(evidence_id) ON DELETE CASCADE;

--
-- Name: export export_request_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.export
    ADD CONSTRAINT export_request_id_fkey FOREIGN KEY (request_id) REFERENCES retention.request(request_id);

--
-- Name: export_requests_hold export_requests_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.export_requests_hold
    ADD CONSTRAINT export_requests_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: hold_notice hold_notice_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.hold_notice
    ADD CONSTRAINT hold_notice_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: hold_on_class hold_on_class_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.hold_on_class
    ADD CONSTRAINT hold_on_class_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: invoices_hold invoices_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.invoices_hold
    ADD CONSTRAINT invoices_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: letter letter_letter_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.letter
    ADD CONSTRAINT letter_letter_fkey FOREIGN KEY (letter) REFERENCES retention.recipient(recipient);

--
-- Name: letter_part letter_part_letter_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.letter_part
    ADD CONSTRAINT letter_part_letter_fkey FOREIGN KEY (letter) REFERENCES retention.letter(letter);

--
-- Name: outbox outbox_recipient_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.outbox
    ADD CONSTRAINT outbox_recipient_fkey FOREIGN KEY (recipient) REFERENCES retention.recipient(recipient);

--
-- Name: pause pause_class_name_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.pause
    ADD CONSTRAINT pause_class_name_fkey FOREIGN KEY (class_name) REFERENCES retention.class(class_name);

--
-- Name: payments_hold payments_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.payments_hold
    ADD CONSTRAINT payments_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: preserved preserved_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.preserved
    ADD CONSTRAINT preserved_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: preview_log preview_log_class_name_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.preview_log
    ADD CONSTRAINT preview_log_class_name_fkey FOREIGN KEY (class_name) REFERENCES retention.class(class_name);

--
-- Name: removal_request_audit_hold removal_request_audit_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.removal_request_audit_hold
    ADD CONSTRAINT removal_request_audit_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: replay_blocked replay_blocked_replay_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.replay_blocked
    ADD CONSTRAINT replay_blocked_replay_id_fkey FOREIGN KEY (replay_id) REFERENCES retention.replay(replay_id);

--
-- Name: replay_entry replay_entry_replay_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.replay_entry
    ADD CONSTRAINT replay_entry_replay_id_fkey FOREIGN KEY (replay_id) REFERENCES retention.replay(replay_id);

--
-- Name: replay_row replay_row_replay_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.replay_row
    ADD CONSTRAINT replay_row_replay_id_fkey FOREIGN KEY (replay_id) REFERENCES retention.replay(replay_id);

--
-- Name: request_clock request_clock_subject_table_right_name_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.request_clock
    ADD CONSTRAINT request_clock_subject_table_right_name_fkey FOREIGN KEY (subject_table, right_name) REFERENCES retention.request_rule(subject_table, right_name);

--
-- Name: request_notice request_notice_request_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.request_notice
    ADD CONSTRAINT request_notice_request_id_fkey FOREIGN KEY (request_id) REFERENCES retention.request(request_id);

--
-- Name: request_remainder request_remainder_request_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.request_remainder
    ADD CONSTRAINT request_remainder_request_id_fkey FOREIGN KEY (request_id) REFERENCES retention.request(request_id);

--
-- Name: request_retained request_retained_request_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.request_retained
    ADD CONSTRAINT request_retained_request_id_fkey FOREIGN KEY (request_id) REFERENCES retention.request(request_id);

--
-- Name: request request_subject_table_right_name_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.request
    ADD CONSTRAINT request_subject_table_right_name_fkey FOREIGN KEY (subject_table, right_name) REFERENCES retention.request_rule(subject_table, right_name);

--
-- Name: run_blocked run_blocked_run_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.run_blocked
    ADD CONSTRAINT run_blocked_run_id_fkey FOREIGN KEY (run_id) REFERENCES retention.run_log(run_id);

--
-- Name: run_log run_log_class_name_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.run_log
    ADD CONSTRAINT run_log_class_name_fkey FOREIGN KEY (class_name) REFERENCES retention.class(class_name);

--
-- Name: saved_searches_hold saved_searches_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.saved_searches_hold
    ADD CONSTRAINT saved_searches_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: search_usage_daily_hold search_usage_daily_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.search_usage_daily_hold
    ADD CONSTRAINT search_usage_daily_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: search_usage_hold search_usage_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.search_usage_hold
    ADD CONSTRAINT search_usage_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: subscriptions_hold subscriptions_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.subscriptions_hold
    ADD CONSTRAINT subscriptions_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: upgrade_intent_events_hold upgrade_intent_events_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.upgrade_intent_events_hold
    ADD CONSTRAINT upgrade_intent_events_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: user_activity_log_hold user_activity_log_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.user_activity_log_hold
    ADD CONSTRAINT user_activity_log_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: users_hold users_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.users_hold
    ADD CONSTRAINT users_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: watches_hold watches_hold_hold_id_fkey; Type: FK CONSTRAINT; Schema: retention; Owner: pristina_retention_owner
--

ALTER TABLE ONLY retention.watches_hold
    ADD CONSTRAINT watches_hold_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES retention.hold(hold_id);

--
-- Name: SCHEMA retention; Type: ACL; Schema: -; Owner: pristina_retention_owner
--

GRANT USAGE ON SCHEMA retention TO pristina_retention_disposer;
GRANT USAGE ON SCHEMA retention TO app_owner;
GRANT USAGE ON SCHEMA retention TO pristina_retention_worker;
GRANT USAGE ON SCHEMA retention TO pristina_retention_operator;
GRANT USAGE ON SCHEMA retention TO pristina_retention_officer;
GRANT USAGE ON SCHEMA retention TO pristina_retention_auditor;
GRANT USAGE ON SCHEMA retention TO pristina_retention_scheduler;

--
-- Name: FUNCTION _active_matters(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._active_matters() FROM PUBLIC;

--
-- Name: FUNCTION _add_scope(of_hold bigint, on_table text, row_key jsonb, on_class text, since timestamp with time zone, until timestamp with time zone, on_tenant text); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._add_scope(of_hold bigint, on_table text, row_key jsonb, on_class text, since timestamp with time zone, until timestamp with time zone, on_tenant text) FROM PUBLIC;

--
-- Name: TABLE run_log; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.run_log TO pristina_retention_operator;
GRANT SELECT ON TABLE retention.run_log TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.run_log TO pristina_retention_auditor;

--
-- Name: FUNCTION _alive(run retention.run_log); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._alive(run retention.run_log) FROM PUBLIC;

--
-- Name: FUNCTION _anything_on_hold(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._anything_on_hold() FROM PUBLIC;
GRANT ALL ON FUNCTION retention._anything_on_hold() TO pristina_retention_disposer;

--
-- Name: FUNCTION _append_evidence(act text, body jsonb, note text); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._append_evidence(act text, body jsonb, note text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention._append_evidence(act text, body jsonb, note text) TO pristina_retention_disposer;

--
-- Name: TABLE request; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.request TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.request TO pristina_retention_auditor;

--
-- Name: FUNCTION _begin_step(of_request bigint, of_step text); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._begin_step(of_request bigint, of_step text) FROM PUBLIC;

--
-- Name: TABLE class; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.class TO pristina_retention_operator;
GRANT SELECT ON TABLE retention.class TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.class TO pristina_retention_auditor;

--
-- Name: FUNCTION _class(of_class text); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._class(of_class text) FROM PUBLIC;

--
-- Name: FUNCTION _close_erasure(of_request bigint); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._close_erasure(of_request bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION retention._close_erasure(of_request bigint) TO pristina_retention_officer;

--
-- Name: FUNCTION _close_replay(of_replay bigint); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._close_replay(of_replay bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION retention._close_replay(of_replay bigint) TO pristina_retention_officer;

--
-- Name: FUNCTION _count(class_name text, as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._count(class_name text, as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION _csv(value jsonb, is_text boolean); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._csv(value jsonb, is_text boolean) FROM PUBLIC;

--
-- Name: FUNCTION _drift(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._drift() FROM PUBLIC;
GRANT ALL ON FUNCTION retention._drift() TO pristina_retention_operator;
GRANT ALL ON FUNCTION retention._drift() TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention._drift() TO pristina_retention_auditor;

--
-- Name: FUNCTION _end_step(of_request retention.request, of_step text, becomes text); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._end_step(of_request retention.request, of_step text, becomes text) FROM PUBLIC;

--
-- Name: FUNCTION _enter_ledger(subject_table text, subject_key jsonb, began_at timestamp with time zone, clauses text[], completed boolean); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._enter_ledger(subject_table text, subject_key jsonb, began_at timestamp with time zone, clauses text[], completed boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION retention._enter_ledger(subject_table text, subject_key jsonb, began_at timestamp with time zone, clauses text[], completed boolean) TO pristina_retention_disposer;

--
-- Name: FUNCTION _enter_request(of_request retention.request, completed boolean); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._enter_request(of_request retention.request, completed boolean) FROM PUBLIC;

--
-- Name: FUNCTION _erasure_counts(of_request retention.request); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._erasure_counts(of_request retention.request) FROM PUBLIC;

--
-- Name: FUNCTION _erasure_request(of_request bigint); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._erasure_request(of_request bigint) FROM PUBLIC;

--
-- Name: FUNCTION _evidence_hash(previous_hash bytea, evidence_id bigint, recorded_at timestamp with time zone, recorded_by text, act text, body jsonb); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._evidence_hash(previous_hash bytea, evidence_id bigint, recorded_at timestamp with time zone, recorded_by text, act text, body jsonb) FROM PUBLIC;

--
-- Name: FUNCTION _extend_hold(of_hold bigint, on_table text, row_key jsonb, on_class text, since timestamp with time zone, until timestamp with time zone, on_tenant text); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._extend_hold(of_hold bigint, on_table text, row_key jsonb, on_class text, since timestamp with time zone, until timestamp with time zone, on_tenant text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention._extend_hold(of_hold bigint, on_table text, row_key jsonb, on_class text, since timestamp with time zone, until timestamp with time zone, on_tenant text) TO pristina_retention_officer;

--
-- Name: FUNCTION _facts(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._facts() FROM PUBLIC;

--
-- Name: FUNCTION _foresee(of_request retention.request); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._foresee(of_request retention.request) FROM PUBLIC;

--
-- Name: FUNCTION _hmac(message bytea, secret bytea); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._hmac(message bytea, secret bytea) FROM PUBLIC;

--
-- Name: FUNCTION _hold_inventory(of_hold bigint); Type: ACL; Schema: retention; Owner: pristina_retention_disposer
--

REVOKE ALL ON FUNCTION retention._hold_inventory(of_hold bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION retention._hold_inventory(of_hold bigint) TO pristina_retention_officer;

--
-- Name: FUNCTION _indeterminate(of_class text); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._indeterminate(of_class text) FROM PUBLIC;

--
-- Name: FUNCTION _installed_digest(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._installed_digest() FROM PUBLIC;

--
-- Name: FUNCTION _letter_dated(letter text, payload jsonb); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._letter_dated(letter text, payload jsonb) FROM PUBLIC;

--
-- Name: FUNCTION _letter_of(letter text, subject_key jsonb); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._letter_of(letter text, subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION _letter_sent(letter text, payload jsonb, of_request bigint); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._letter_sent(letter text, payload jsonb, of_request bigint) FROM PUBLIC;

--
-- Name: FUNCTION _letter_words(letter text, payload jsonb); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._letter_words(letter text, payload jsonb) FROM PUBLIC;

--
-- Name: FUNCTION _list_replay(of_replay bigint, as_of timestamp with time zone); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._list_replay(of_replay bigint, as_of timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION _list_rows(of_request retention.request, as_of timestamp with time zone); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._list_rows(of_request retention.request, as_of timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION _lock_person(of_request retention.request); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._lock_person(of_request retention.request) FROM PUBLIC;

--
-- Name: FUNCTION _next_run(class retention.class); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._next_run(class retention.class) FROM PUBLIC;

--
-- Name: FUNCTION _not_yours(of_notice bigint); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._not_yours(of_notice bigint) FROM PUBLIC;

--
-- Name: FUNCTION _note_retained(of_request retention.request); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._note_retained(of_request retention.request) FROM PUBLIC;

--
-- Name: FUNCTION _open_erasure(of_request bigint, last boolean); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._open_erasure(of_request bigint, last boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION retention._open_erasure(of_request bigint, last boolean) TO pristina_retention_officer;

--
-- Name: FUNCTION _open_hold(matter text, kind text, authority text, reason text, document text, notify text, on_table text, row_key jsonb, on_class text, since timestamp with time zone, until timestamp with time zone, on_tenant text); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._open_hold(matter text, kind text, authority text, reason text, document text, notify text, on_table text, row_key jsonb, on_class text, since timestamp with time zone, until timestamp with time zone, on_tenant text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention._open_hold(matter text, kind text, authority text, reason text, document text, notify text, on_table text, row_key jsonb, on_class text, since timestamp with time zone, until timestamp with time zone, on_tenant text) TO pristina_retention_officer;

--
-- Name: FUNCTION _open_replay(of_replay bigint); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._open_replay(of_replay bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION retention._open_replay(of_replay bigint) TO pristina_retention_officer;

--
-- Name: FUNCTION _open_request(of_table text, of_key jsonb, of_right text, by_channel text, at timestamp with time zone, by_event text); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._open_request(of_table text, of_key jsonb, of_right text, by_channel text, at timestamp with time zone, by_event text) FROM PUBLIC;

--
-- Name: FUNCTION _person(subject_table text, subject_key jsonb); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._person(subject_table text, subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION _person_digest(subject_table text, subject_key jsonb); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._person_digest(subject_table text, subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION _pin_partitions(of_hold bigint); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._pin_partitions(of_hold bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION retention._pin_partitions(of_hold bigint) TO pristina_retention_officer;

--
-- Name: FUNCTION _preserve(holds bigint[], of_table text, of_row jsonb, was jsonb, becomes jsonb); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._preserve(holds bigint[], of_table text, of_row jsonb, was jsonb, becomes jsonb) FROM PUBLIC;

--
-- Name: FUNCTION _refusal(class retention.class, scheduled boolean, actor text, phrase text, tenant text); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._refusal(class retention.class, scheduled boolean, actor text, phrase text, tenant text) FROM PUBLIC;

--
-- Name: FUNCTION _remains(subject_table text, subject_key jsonb); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._remains(subject_table text, subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION _remembered_matters(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._remembered_matters() FROM PUBLIC;

--
-- Name: FUNCTION _replay_rows(of_replay bigint, as_of timestamp with time zone); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._replay_rows(of_replay bigint, as_of timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION _request_facts(of_request retention.request); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._request_facts(of_request retention.request) FROM PUBLIC;

--
-- Name: FUNCTION _run_close(of_run bigint, reason text, final_state text); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._run_close(of_run bigint, reason text, final_state text) FROM PUBLIC;

--
-- Name: FUNCTION _schedule_drift(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._schedule_drift() FROM PUBLIC;
GRANT ALL ON FUNCTION retention._schedule_drift() TO pristina_retention_operator;
GRANT ALL ON FUNCTION retention._schedule_drift() TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention._schedule_drift() TO pristina_retention_auditor;

--
-- Name: FUNCTION _seal_notices(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._seal_notices() FROM PUBLIC;

--
-- Name: FUNCTION _stage_due(of_request retention.request, of_stage text, paused_days integer); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._stage_due(of_request retention.request, of_stage text, paused_days integer) FROM PUBLIC;
GRANT ALL ON FUNCTION retention._stage_due(of_request retention.request, of_stage text, paused_days integer) TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention._stage_due(of_request retention.request, of_stage text, paused_days integer) TO pristina_retention_auditor;

--
-- Name: FUNCTION _status(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._status() FROM PUBLIC;
GRANT ALL ON FUNCTION retention._status() TO pristina_retention_operator;
GRANT ALL ON FUNCTION retention._status() TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention._status() TO pristina_retention_auditor;

--
-- Name: FUNCTION _stopping_drift(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._stopping_drift() FROM PUBLIC;

--
-- Name: FUNCTION _strike_from_ledger(subject_table text, subject_key jsonb); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._strike_from_ledger(subject_table text, subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION _tell(recipient text, table_name text, payload jsonb, person jsonb); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._tell(recipient text, table_name text, payload jsonb, person jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION retention._tell(recipient text, table_name text, payload jsonb, person jsonb) TO pristina_retention_disposer;

--
-- Name: FUNCTION _today(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._today() FROM PUBLIC;
GRANT ALL ON FUNCTION retention._today() TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention._today() TO pristina_retention_auditor;

--
-- Name: FUNCTION _turns(class retention.class, after timestamp with time zone, until timestamp with time zone); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._turns(class retention.class, after timestamp with time zone, until timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION _unpin_partitions(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._unpin_partitions() FROM PUBLIC;

--
-- Name: FUNCTION _vital_facts(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._vital_facts() FROM PUBLIC;

--
-- Name: FUNCTION _waits(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._waits() FROM PUBLIC;

--
-- Name: FUNCTION _write_hold_letter(of_hold bigint, of_table text, row_key jsonb); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._write_hold_letter(of_hold bigint, of_table text, row_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION _write_letter(letter text, subject_table text, payload jsonb, request_id bigint); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention._write_letter(letter text, subject_table text, payload jsonb, request_id bigint) FROM PUBLIC;

--
-- Name: FUNCTION acknowledge_request(request_id bigint); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.acknowledge_request(request_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.acknowledge_request(request_id bigint) TO pristina_retention_officer;

--
-- Name: FUNCTION arm(class_name text, note text); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.arm(class_name text, note text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.arm(class_name text, note text) TO pristina_retention_officer;

--
-- Name: FUNCTION begin_replay(replay_id bigint, there_again text); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.begin_replay(replay_id bigint, there_again text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.begin_replay(replay_id bigint, there_again text) TO pristina_retention_officer;

--
-- Name: FUNCTION cancel_request(request_id bigint, reason text); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.cancel_request(request_id bigint, reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.cancel_request(request_id bigint, reason text) TO pristina_retention_officer;

--
-- Name: FUNCTION cascade_api_usage_daily_1(); Type: ACL; Schema: retention; Owner: pristina_retention_disposer
--

REVOKE ALL ON FUNCTION retention.cascade_api_usage_daily_1() FROM PUBLIC;

--
-- Name: FUNCTION cascade_error_events_2(); Type: ACL; Schema: retention; Owner: pristina_retention_disposer
--

REVOKE ALL ON FUNCTION retention.cascade_error_events_2() FROM PUBLIC;

--
-- Name: FUNCTION cascade_search_usage_daily_3(); Type: ACL; Schema: retention; Owner: pristina_retention_disposer
--

REVOKE ALL ON FUNCTION retention.cascade_search_usage_daily_3() FROM PUBLIC;

--
-- Name: FUNCTION close_notice(notice_id bigint, outcome text, note text); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.close_notice(notice_id bigint, outcome text, note text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.close_notice(notice_id bigint, outcome text, note text) TO pristina_retention_officer;

--
-- Name: FUNCTION complete_request(request_id bigint, note text); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.complete_request(request_id bigint, note text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.complete_request(request_id bigint, note text) TO pristina_retention_officer;

--
-- Name: FUNCTION count_api_keys(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_api_keys(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION count_api_usage(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_api_usage(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION count_api_usage_daily(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_api_usage_daily(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION count_auth_login_events(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_auth_login_events(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION count_business_removal_requests(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_business_removal_requests(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION count_error_events(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_error_events(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION count_export_requests(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_export_requests(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION count_invoices(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_invoices(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION count_saved_searches(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_saved_searches(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION count_search_usage(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_search_usage(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION count_search_usage_daily(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_search_usage_daily(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION count_subscriptions(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_subscriptions(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION count_upgrade_intent_events(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_upgrade_intent_events(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION count_user_activity_log(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_user_activity_log(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION count_users(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_users(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION count_watches(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.count_watches(as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;

--
-- Name: FUNCTION counted(day date); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.counted(day date) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.counted(day date) TO pristina_retention_disposer;
GRANT ALL ON FUNCTION retention.counted(day date) TO pristina_retention_operator;
GRANT ALL ON FUNCTION retention.counted(day date) TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention.counted(day date) TO pristina_retention_auditor;

--
-- Name: FUNCTION counted(at timestamp without time zone); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.counted(at timestamp without time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.counted(at timestamp without time zone) TO pristina_retention_disposer;
GRANT ALL ON FUNCTION retention.counted(at timestamp without time zone) TO pristina_retention_operator;
GRANT ALL ON FUNCTION retention.counted(at timestamp without time zone) TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention.counted(at timestamp without time zone) TO pristina_retention_auditor;

--
-- Name: FUNCTION counted(at timestamp with time zone); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.counted(at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.counted(at timestamp with time zone) TO pristina_retention_disposer;
GRANT ALL ON FUNCTION retention.counted(at timestamp with time zone) TO pristina_retention_operator;
GRANT ALL ON FUNCTION retention.counted(at timestamp with time zone) TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention.counted(at timestamp with time zone) TO pristina_retention_auditor;

--
-- Name: FUNCTION deadline(event_day date, period interval, business_days integer, rolls boolean, region text, paused_days integer); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.deadline(event_day date, period interval, business_days integer, rolls boolean, region text, paused_days integer) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.deadline(event_day date, period interval, business_days integer, rolls boolean, region text, paused_days integer) TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention.deadline(event_day date, period interval, business_days integer, rolls boolean, region text, paused_days integer) TO pristina_retention_auditor;

--
-- Name: FUNCTION decide_notice(hold_id bigint, subject_table text, subject_key jsonb, decision text, note text); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.decide_notice(hold_id bigint, subject_table text, subject_key jsonb, decision text, note text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.decide_notice(hold_id bigint, subject_table text, subject_key jsonb, decision text, note text) TO pristina_retention_officer;

--
-- Name: FUNCTION deny_request(request_id bigint, reason text); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.deny_request(request_id bigint, reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.deny_request(request_id bigint, reason text) TO pristina_retention_officer;

--
-- Name: FUNCTION disarm(class_name text, note text); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.disarm(class_name text, note text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.disarm(class_name text, note text) TO pristina_retention_officer;

--
-- Name: FUNCTION dispose_api_usage(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: pristina_retention_disposer
--

REVOKE ALL ON FUNCTION retention.dispose_api_usage(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.dispose_api_usage(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO pristina_retention_owner;

--
-- Name: FUNCTION dispose_auth_login_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: pristina_retention_disposer
--

REVOKE ALL ON FUNCTION retention.dispose_auth_login_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.dispose_auth_login_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO pristina_retention_owner;

--
-- Name: FUNCTION dispose_business_removal_requests(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: pristina_retention_disposer
--

REVOKE ALL ON FUNCTION retention.dispose_business_removal_requests(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.dispose_business_removal_requests(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO pristina_retention_owner;

--
-- Name: FUNCTION dispose_error_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: pristina_retention_disposer
--

REVOKE ALL ON FUNCTION retention.dispose_error_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.dispose_error_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO pristina_retention_owner;

--
-- Name: FUNCTION dispose_invoices(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: pristina_retention_disposer
--

REVOKE ALL ON FUNCTION retention.dispose_invoices(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.dispose_invoices(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO pristina_retention_owner;

--
-- Name: FUNCTION dispose_of_images(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.dispose_of_images() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.dispose_of_images() TO pristina_retention_operator;
GRANT ALL ON FUNCTION retention.dispose_of_images() TO pristina_retention_scheduler;

--
-- Name: FUNCTION dispose_search_usage(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: pristina_retention_disposer
--

REVOKE ALL ON FUNCTION retention.dispose_search_usage(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.dispose_search_usage(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO pristina_retention_owner;

--
-- Name: FUNCTION dispose_subscriptions(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: pristina_retention_disposer
--

REVOKE ALL ON FUNCTION retention.dispose_subscriptions(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.dispose_subscriptions(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO pristina_retention_owner;

--
-- Name: FUNCTION dispose_upgrade_intent_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: pristina_retention_disposer
--

REVOKE ALL ON FUNCTION retention.dispose_upgrade_intent_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.dispose_upgrade_intent_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO pristina_retention_owner;

--
-- Name: FUNCTION dispose_user_activity_log(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: pristina_retention_disposer
--

REVOKE ALL ON FUNCTION retention.dispose_user_activity_log(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.dispose_user_activity_log(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO pristina_retention_owner;

--
-- Name: FUNCTION due(start date, period interval); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.due(start date, period interval) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.due(start date, period interval) TO pristina_retention_disposer;
GRANT ALL ON FUNCTION retention.due(start date, period interval) TO pristina_retention_operator;
GRANT ALL ON FUNCTION retention.due(start date, period interval) TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention.due(start date, period interval) TO pristina_retention_auditor;

--
-- Name: FUNCTION due(start timestamp with time zone, period interval); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.due(start timestamp with time zone, period interval) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.due(start timestamp with time zone, period interval) TO pristina_retention_disposer;
GRANT ALL ON FUNCTION retention.due(start timestamp with time zone, period interval) TO pristina_retention_operator;
GRANT ALL ON FUNCTION retention.due(start timestamp with time zone, period interval) TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention.due(start timestamp with time zone, period interval) TO pristina_retention_auditor;

--
-- Name: FUNCTION end_of(unit text, length interval, shift interval, day date); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.end_of(unit text, length interval, shift interval, day date) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.end_of(unit text, length interval, shift interval, day date) TO pristina_retention_disposer;
GRANT ALL ON FUNCTION retention.end_of(unit text, length interval, shift interval, day date) TO pristina_retention_operator;
GRANT ALL ON FUNCTION retention.end_of(unit text, length interval, shift interval, day date) TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention.end_of(unit text, length interval, shift interval, day date) TO pristina_retention_auditor;

--
-- Name: FUNCTION end_of(unit text, length interval, shift interval, at timestamp with time zone); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.end_of(unit text, length interval, shift interval, at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.end_of(unit text, length interval, shift interval, at timestamp with time zone) TO pristina_retention_disposer;
GRANT ALL ON FUNCTION retention.end_of(unit text, length interval, shift interval, at timestamp with time zone) TO pristina_retention_operator;
GRANT ALL ON FUNCTION retention.end_of(unit text, length interval, shift interval, at timestamp with time zone) TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention.end_of(unit text, length interval, shift interval, at timestamp with time zone) TO pristina_retention_auditor;

--
-- Name: FUNCTION end_of_day(day date); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.end_of_day(day date) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.end_of_day(day date) TO pristina_retention_disposer;
GRANT ALL ON FUNCTION retention.end_of_day(day date) TO pristina_retention_operator;
GRANT ALL ON FUNCTION retention.end_of_day(day date) TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention.end_of_day(day date) TO pristina_retention_auditor;

--
-- Name: FUNCTION erase_api_keys(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: pristina_retention_disposer
--

REVOKE ALL ON FUNCTION retention.erase_api_keys(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_api_keys(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO pristina_retention_owner;

--
-- Name: FUNCTION erase_api_usage(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: pristina_retention_disposer
--

REVOKE ALL ON FUNCTION retention.erase_api_usage(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_api_usage(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO pristina_retention_owner;

--
-- Name: FUNCTION erase_api_usage_daily(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: pristina_retention_disposer
--

REVOKE ALL ON FUNCTION retention.erase_api_usage_daily(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_api_usage_daily(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO pristina_retention_owner;

--
-- Name: FUNCTION erase_auth_login_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: pristina_retention_disposer
--

REVOKE ALL ON FUNCTION retention.erase_auth_login_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_auth_login_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO pristina_retention_owner;

--
-- Name: FUNCTION erase_error_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: pristina_retention_disposer
--

REVOKE ALL ON FUNCTION retention.erase_error_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_error_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO pristina_retention_owner;

--
-- Name: FUNCTION erase_export_requests(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: pristina_retention_disposer
--

REVOKE ALL ON FUNCTION retention.erase_export_requests(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_export_requests(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO pristina_retention_owner;

--
-- Name: FUNCTION erase_invoices(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: pristina_retention_disposer
--

REVOKE ALL ON FUNCTION retention.erase_invoices(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_invoices(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO pristina_retention_owner;

--
-- Name: FUNCTION erase_saved_searches(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: pristina_retention_disposer
--

REVOKE ALL ON FUNCTION retention.erase_saved_searches(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_saved_searches(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO pristina_retention_owner;

--
-- Name: FUNCTION erase_search_usage(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: pristina_retention_disposer
--

REVOKE ALL ON FUNCTION retention.erase_search_usage(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_search_usage(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO pristina_retention_owner;

--
-- Name: FUNCTION erase_search_usage_daily(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: pristina_retention_disposer
--

REVOKE ALL ON FUNCTION retention.erase_search_usage_daily(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_search_usage_daily(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO pristina_retention_owner;

--
-- Name: FUNCTION erase_step(of_request bigint); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.erase_step(of_request bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_step(of_request bigint) TO pristina_retention_officer;

--
-- Name: FUNCTION erase_subscriptions(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: pristina_retention_disposer
--

REVOKE ALL ON FUNCTION retention.erase_subscriptions(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_subscriptions(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO pristina_retention_owner;

--
-- Name: FUNCTION erase_upgrade_intent_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: pristina_retention_disposer
--

REVOKE ALL ON FUNCTION retention.erase_upgrade_intent_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_upgrade_intent_events(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO pristina_retention_owner;

--
-- Name: FUNCTION erase_user_activity_log(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: pristina_retention_disposer
--

REVOKE ALL ON FUNCTION retention.erase_user_activity_log(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_user_activity_log(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO pristina_retention_owner;

--
-- Name: FUNCTION erase_users(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: pristina_retention_disposer
--

REVOKE ALL ON FUNCTION retention.erase_users(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_users(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO pristina_retention_owner;

--
-- Name: FUNCTION erase_watches(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: pristina_retention_disposer
--

REVOKE ALL ON FUNCTION retention.erase_watches(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erase_watches(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, of_rows jsonb, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO pristina_retention_owner;

--
-- Name: FUNCTION erased_everywhere_by(gone_at timestamp with time zone); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.erased_everywhere_by(gone_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erased_everywhere_by(gone_at timestamp with time zone) TO pristina_retention_disposer;
GRANT ALL ON FUNCTION retention.erased_everywhere_by(gone_at timestamp with time zone) TO pristina_retention_operator;
GRANT ALL ON FUNCTION retention.erased_everywhere_by(gone_at timestamp with time zone) TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention.erased_everywhere_by(gone_at timestamp with time zone) TO pristina_retention_auditor;

--
-- Name: FUNCTION erasure_summary(request_id bigint); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.erasure_summary(request_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.erasure_summary(request_id bigint) TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention.erasure_summary(request_id bigint) TO pristina_retention_auditor;

--
-- Name: FUNCTION evidence_append_only(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.evidence_append_only() FROM PUBLIC;

--
-- Name: PROCEDURE execute_erasure(IN request_id bigint, INOUT summary jsonb); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON PROCEDURE retention.execute_erasure(IN request_id bigint, INOUT summary jsonb) FROM PUBLIC;
GRANT ALL ON PROCEDURE retention.execute_erasure(IN request_id bigint, INOUT summary jsonb) TO pristina_retention_officer;

--
-- Name: PROCEDURE execute_replay(IN replay_id bigint, INOUT summary jsonb); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON PROCEDURE retention.execute_replay(IN replay_id bigint, INOUT summary jsonb) FROM PUBLIC;
GRANT ALL ON PROCEDURE retention.execute_replay(IN replay_id bigint, INOUT summary jsonb) TO pristina_retention_officer;

--
-- Name: FUNCTION export_person(request_id bigint, format text, sections text[]); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.export_person(request_id bigint, format text, sections text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.export_person(request_id bigint, format text, sections text[]) TO pristina_retention_officer;

--
-- Name: FUNCTION export_users(of_right text, subject_key jsonb, sections text[], as_csv boolean); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.export_users(of_right text, subject_key jsonb, sections text[], as_csv boolean) FROM PUBLIC;

--
-- Name: PROCEDURE extend_hold(IN hold_id bigint, IN on_table text, IN row_key jsonb, IN on_class text, IN since timestamp with time zone, IN until timestamp with time zone, IN on_tenant text, INOUT preserved jsonb); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON PROCEDURE retention.extend_hold(IN hold_id bigint, IN on_table text, IN row_key jsonb, IN on_class text, IN since timestamp with time zone, IN until timestamp with time zone, IN on_tenant text, INOUT preserved jsonb) FROM PUBLIC;
GRANT ALL ON PROCEDURE retention.extend_hold(IN hold_id bigint, IN on_table text, IN row_key jsonb, IN on_class text, IN since timestamp with time zone, IN until timestamp with time zone, IN on_tenant text, INOUT preserved jsonb) TO pristina_retention_officer;

--
-- Name: FUNCTION extend_request(request_id bigint, reason text); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.extend_request(request_id bigint, reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.extend_request(request_id bigint, reason text) TO pristina_retention_officer;

--
-- Name: FUNCTION fail_request(request_id bigint, reason text); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.fail_request(request_id bigint, reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.fail_request(request_id bigint, reason text) TO pristina_retention_officer;

--
-- Name: FUNCTION find_users(of_replay bigint); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.find_users(of_replay bigint) FROM PUBLIC;

--
-- Name: FUNCTION findings(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.findings() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.findings() TO pristina_retention_operator;
GRANT ALL ON FUNCTION retention.findings() TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention.findings() TO pristina_retention_auditor;

--
-- Name: FUNCTION foresee_users(subject_key jsonb, as_of timestamp with time zone); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.foresee_users(subject_key jsonb, as_of timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION give_notice(request_id bigint, notice text); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.give_notice(request_id bigint, notice text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.give_notice(request_id bigint, notice text) TO pristina_retention_officer;

--
-- Name: FUNCTION go_on(note text, nothing_to_replay boolean); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.go_on(note text, nothing_to_replay boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.go_on(note text, nothing_to_replay boolean) TO pristina_retention_officer;

--
-- Name: FUNCTION guard_api_keys(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_api_keys() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_api_keys() TO app_owner;

--
-- Name: FUNCTION guard_api_usage(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_api_usage() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_api_usage() TO app_owner;

--
-- Name: FUNCTION guard_api_usage_daily(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_api_usage_daily() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_api_usage_daily() TO app_owner;

--
-- Name: FUNCTION guard_auth_login_events(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_auth_login_events() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_auth_login_events() TO app_owner;

--
-- Name: FUNCTION guard_business_removal_requests(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_business_removal_requests() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_business_removal_requests() TO app_owner;

--
-- Name: FUNCTION guard_error_events(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_error_events() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_error_events() TO app_owner;

--
-- Name: FUNCTION guard_export_requests(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_export_requests() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_export_requests() TO app_owner;

--
-- Name: FUNCTION guard_invoices(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_invoices() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_invoices() TO app_owner;

--
-- Name: FUNCTION guard_payments(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_payments() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_payments() TO app_owner;

--
-- Name: FUNCTION guard_removal_request_audit(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_removal_request_audit() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_removal_request_audit() TO app_owner;

--
-- Name: FUNCTION guard_saved_searches(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_saved_searches() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_saved_searches() TO app_owner;

--
-- Name: FUNCTION guard_search_usage(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_search_usage() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_search_usage() TO app_owner;

--
-- Name: FUNCTION guard_search_usage_daily(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_search_usage_daily() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_search_usage_daily() TO app_owner;

--
-- Name: FUNCTION guard_subscriptions(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_subscriptions() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_subscriptions() TO app_owner;

--
-- Name: FUNCTION guard_upgrade_intent_events(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_upgrade_intent_events() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_upgrade_intent_events() TO app_owner;

--
-- Name: FUNCTION guard_user_activity_log(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_user_activity_log() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_user_activity_log() TO app_owner;

--
-- Name: FUNCTION guard_users(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_users() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_users() TO app_owner;

--
-- Name: FUNCTION guard_watches(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.guard_watches() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.guard_watches() TO app_owner;

--
-- Name: FUNCTION held_api_keys(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.held_api_keys() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.held_api_keys() TO pristina_retention_disposer;
GRANT ALL ON FUNCTION retention.held_api_keys() TO pristina_retention_operator;
GRANT ALL ON FUNCTION retention.held_api_keys() TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention.held_api_keys() TO pristina_retention_auditor;

--
-- Name: FUNCTION held_api_usage(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.held_api_usage() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.held_api_usage() TO pristina_retention_disposer;
GRANT ALL ON FUNCTION retention.held_api_usage() TO pristina_retention_operator;
GRANT ALL ON FUNCTION retention.held_api_usage() TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention.held_api_usage() TO pristina_retention_auditor;

--
-- Name: FUNCTION held_api_usage_daily(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.held_api_usage_daily() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.held_api_usage_daily() TO pristina_retention_disposer;
GRANT ALL ON FUNCTION retention.held_api_usage_daily() TO pristina_retention_operator;
GRANT ALL ON FUNCTION retention.held_api_usage_daily() TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention.held_api_usage_daily() TO pristina_retention_auditor;

--
-- Name: FUNCTION held_auth_login_events(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.held_auth_login_events() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.held_auth_login_events() TO pristina_retention_disposer;
GRANT ALL ON FUNCTION retention.held_auth_login_events() TO pristina_retention_operator;
GRANT ALL ON FUNCTION retention.held_auth_login_events() TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention.held_auth_login_events() TO pristina_retention_auditor;

--
-- Name: FUNCTION held_business_removal_requests(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.held_business_removal_requests() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.held_business_removal_requests() TO pristina_retention_disposer;
GRANT ALL ON FUNCTION retention.held_business_removal_requests() TO pristina_retention_operator;
GRANT ALL ON FUNCTION retention.held_business_removal_requests() TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention.held_business_removal_requests() TO pristina_retention_auditor;

--
-- Name: FUNCTION held_error_events(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.held_error_events() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.held_error_events() TO pristina_retention_disposer;
GRANT ALL ON FUNCTION retention.held_error_events() TO pristina_retention_operator;
GRANT ALL ON FUNCTION retention.held_error_events() TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention.held_error_events() TO pristina_retention_auditor;

--
-- Name: FUNCTION held_export_requests(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.held_export_requests() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.held_export_requests() TO pristina_retention_disposer;
GRANT ALL ON FUNCTION retention.held_export_requests() TO pristina_retention_operator;
GRANT ALL ON FUNCTION retention.held_export_requests() TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention.held_export_requests() TO pristina_retention_auditor;

--
-- Name: FUNCTION held_invoices(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.held_invoices() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.held_invoices() TO pristina_retention_disposer;
GRANT ALL ON FUNCTION retention.held_invoices() TO pristina_retention_operator;
GRANT ALL ON FUNCTION retention.held_invoices() TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention.held_invoices() TO pristina_retention_auditor;

--
-- Name: FUNCTION held_saved_searches(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.held_saved_searches() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.held_saved_searches() TO pristina_retention_disposer;
GRANT ALL ON FUNCTION retention.held_saved_searches() TO pristina_retention_operator;
GRANT ALL ON FUNCTION retention.held_saved_searches() TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention.held_saved_searches() TO pristina_retention_auditor;

--
-- Name: FUNCTION held_search_usage(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.held_search_usage() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.held_search_usage() TO pristina_retention_disposer;
GRANT ALL ON FUNCTION retention.held_search_usage() TO pristina_retention_operator;
GRANT ALL ON FUNCTION retention.held_search_usage() TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention.held_search_usage() TO pristina_retention_auditor;

--
-- Name: FUNCTION held_search_usage_daily(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.held_search_usage_daily() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.held_search_usage_daily() TO pristina_retention_disposer;
GRANT ALL ON FUNCTION retention.held_search_usage_daily() TO pristina_retention_operator;
GRANT ALL ON FUNCTION retention.held_search_usage_daily() TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention.held_search_usage_daily() TO pristina_retention_auditor;

--
-- Name: FUNCTION held_subscriptions(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.held_subscriptions() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.held_subscriptions() TO pristina_retention_disposer;
GRANT ALL ON FUNCTION retention.held_subscriptions() TO pristina_retention_operator;
GRANT ALL ON FUNCTION retention.held_subscriptions() TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention.held_subscriptions() TO pristina_retention_auditor;

--
-- Name: FUNCTION held_upgrade_intent_events(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.held_upgrade_intent_events() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.held_upgrade_intent_events() TO pristina_retention_disposer;
GRANT ALL ON FUNCTION retention.held_upgrade_intent_events() TO pristina_retention_operator;
GRANT ALL ON FUNCTION retention.held_upgrade_intent_events() TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention.held_upgrade_intent_events() TO pristina_retention_auditor;

--
-- Name: FUNCTION held_user_activity_log(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.held_user_activity_log() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.held_user_activity_log() TO pristina_retention_disposer;
GRANT ALL ON FUNCTION retention.held_user_activity_log() TO pristina_retention_operator;
GRANT ALL ON FUNCTION retention.held_user_activity_log() TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention.held_user_activity_log() TO pristina_retention_auditor;

--
-- Name: FUNCTION held_users(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.held_users() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.held_users() TO pristina_retention_disposer;
GRANT ALL ON FUNCTION retention.held_users() TO pristina_retention_operator;
GRANT ALL ON FUNCTION retention.held_users() TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention.held_users() TO pristina_retention_auditor;

--
-- Name: FUNCTION held_watches(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.held_watches() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.held_watches() TO pristina_retention_disposer;
GRANT ALL ON FUNCTION retention.held_watches() TO pristina_retention_operator;
GRANT ALL ON FUNCTION retention.held_watches() TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention.held_watches() TO pristina_retention_auditor;

--
-- Name: FUNCTION hold_barrier(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.hold_barrier() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.hold_barrier() TO pristina_retention_disposer;

--
-- Name: FUNCTION hold_writer_barrier(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.hold_writer_barrier() FROM PUBLIC;

--
-- Name: FUNCTION interim_1_invoices(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text); Type: ACL; Schema: retention; Owner: pristina_retention_disposer
--

REVOKE ALL ON FUNCTION retention.interim_1_invoices(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.interim_1_invoices(of_run bigint, as_of timestamp with time zone, scheduled boolean, only_tenant text, "position" jsonb, batch_rows integer, OUT taken integer, OUT disposed bigint, OUT next_position jsonb, OUT failure text, OUT failure_state text) TO pristina_retention_owner;

--
-- Name: FUNCTION is_restricted(subject_table text, subject_key jsonb); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.is_restricted(subject_table text, subject_key jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.is_restricted(subject_table text, subject_key jsonb) TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention.is_restricted(subject_table text, subject_key jsonb) TO pristina_retention_auditor;

--
-- Name: FUNCTION is_working_day(day date, region text); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.is_working_day(day date, region text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.is_working_day(day date, region text) TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention.is_working_day(day date, region text) TO pristina_retention_auditor;

--
-- Name: FUNCTION keyed_digest(keys text); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.keyed_digest(keys text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.keyed_digest(keys text) TO pristina_retention_disposer;

--
-- Name: FUNCTION latest_cutoff(as_of timestamp with time zone, period interval); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.latest_cutoff(as_of timestamp with time zone, period interval) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.latest_cutoff(as_of timestamp with time zone, period interval) TO pristina_retention_disposer;
GRANT ALL ON FUNCTION retention.latest_cutoff(as_of timestamp with time zone, period interval) TO pristina_retention_operator;
GRANT ALL ON FUNCTION retention.latest_cutoff(as_of timestamp with time zone, period interval) TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention.latest_cutoff(as_of timestamp with time zone, period interval) TO pristina_retention_auditor;

--
-- Name: FUNCTION ledger_lines(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.ledger_lines() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.ledger_lines() TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention.ledger_lines() TO pristina_retention_auditor;

--
-- Name: FUNCTION ledger_source(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.ledger_source() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.ledger_source() TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention.ledger_source() TO pristina_retention_auditor;

--
-- Name: FUNCTION list_users(of_request bigint, subject_key jsonb, as_of timestamp with time zone); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.list_users(of_request bigint, subject_key jsonb, as_of timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION load_replay(replay_id bigint, entries jsonb); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.load_replay(replay_id bigint, entries jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.load_replay(replay_id bigint, entries jsonb) TO pristina_retention_officer;

--
-- Name: FUNCTION lock_users(subject_key jsonb); Type: ACL; Schema: retention; Owner: pristina_retention_disposer
--

REVOKE ALL ON FUNCTION retention.lock_users(subject_key jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.lock_users(subject_key jsonb) TO pristina_retention_owner;

--
-- Name: FUNCTION open_replay(source jsonb); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.open_replay(source jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.open_replay(source jsonb) TO pristina_retention_officer;

--
-- Name: FUNCTION open_request(subject_table text, subject_key jsonb, right_name text, channel text, received_at timestamp with time zone); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.open_request(subject_table text, subject_key jsonb, right_name text, channel text, received_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.open_request(subject_table text, subject_key jsonb, right_name text, channel text, received_at timestamp with time zone) TO pristina_retention_officer;

--
-- Name: FUNCTION own_api_keys(subject_key jsonb); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_api_keys(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_api_usage(subject_key jsonb); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_api_usage(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_api_usage_daily(subject_key jsonb); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_api_usage_daily(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_auth_login_events(subject_key jsonb); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_auth_login_events(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_error_events(subject_key jsonb); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_error_events(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_export_requests(subject_key jsonb); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_export_requests(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_invoices(subject_key jsonb); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_invoices(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_payments(subject_key jsonb); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_payments(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_saved_searches(subject_key jsonb); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_saved_searches(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_search_usage(subject_key jsonb); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_search_usage(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_search_usage_daily(subject_key jsonb); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_search_usage_daily(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_subscriptions(subject_key jsonb); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_subscriptions(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_upgrade_intent_events(subject_key jsonb); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_upgrade_intent_events(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_user_activity_log(subject_key jsonb); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_user_activity_log(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_users(subject_key jsonb); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_users(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION own_watches(subject_key jsonb); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.own_watches(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION pause(reason text, class_name text); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.pause(reason text, class_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.pause(reason text, class_name text) TO pristina_retention_operator;
GRANT ALL ON FUNCTION retention.pause(reason text, class_name text) TO pristina_retention_officer;

--
-- Name: FUNCTION pause_request(request_id bigint, reason text); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.pause_request(request_id bigint, reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.pause_request(request_id bigint, reason text) TO pristina_retention_officer;

--
-- Name: PROCEDURE place_hold(IN matter text, IN kind text, IN authority text, IN reason text, IN document text, IN notify text, IN on_table text, IN row_key jsonb, IN on_class text, IN since timestamp with time zone, IN until timestamp with time zone, IN on_tenant text, INOUT hold_id bigint, INOUT preserved jsonb); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON PROCEDURE retention.place_hold(IN matter text, IN kind text, IN authority text, IN reason text, IN document text, IN notify text, IN on_table text, IN row_key jsonb, IN on_class text, IN since timestamp with time zone, IN until timestamp with time zone, IN on_tenant text, INOUT hold_id bigint, INOUT preserved jsonb) FROM PUBLIC;
GRANT ALL ON PROCEDURE retention.place_hold(IN matter text, IN kind text, IN authority text, IN reason text, IN document text, IN notify text, IN on_table text, IN row_key jsonb, IN on_class text, IN since timestamp with time zone, IN until timestamp with time zone, IN on_tenant text, INOUT hold_id bigint, INOUT preserved jsonb) TO pristina_retention_officer;

--
-- Name: FUNCTION preview(class_name text, as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.preview(class_name text, as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.preview(class_name text, as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) TO pristina_retention_operator;
GRANT ALL ON FUNCTION retention.preview(class_name text, as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention.preview(class_name text, as_of timestamp with time zone, OUT rows_due bigint, OUT rows_overdue bigint, OUT rows_held bigint, OUT rows_deferred bigint, OUT rows_in_review bigint) TO pristina_retention_auditor;

--
-- Name: FUNCTION preview_erasure(request_id bigint); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.preview_erasure(request_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.preview_erasure(request_id bigint) TO pristina_retention_officer;

--
-- Name: FUNCTION prune_evidence(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.prune_evidence() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.prune_evidence() TO pristina_retention_operator;
GRANT ALL ON FUNCTION retention.prune_evidence() TO pristina_retention_scheduler;

--
-- Name: FUNCTION prune_ledger(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.prune_ledger() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.prune_ledger() TO pristina_retention_operator;
GRANT ALL ON FUNCTION retention.prune_ledger() TO pristina_retention_scheduler;

--
-- Name: FUNCTION pseudonym(value text, of_run bigint, keep_key boolean); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.pseudonym(value text, of_run bigint, keep_key boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.pseudonym(value text, of_run bigint, keep_key boolean) TO pristina_retention_disposer;

--
-- Name: FUNCTION refuse_alter(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.refuse_alter() FROM PUBLIC;

--
-- Name: FUNCTION refuse_drop(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.refuse_drop() FROM PUBLIC;

--
-- Name: FUNCTION release_hold(hold_id bigint, reason text, cool_off interval); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.release_hold(hold_id bigint, reason text, cool_off interval) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.release_hold(hold_id bigint, reason text, cool_off interval) TO pristina_retention_officer;

--
-- Name: FUNCTION remain_users(subject_key jsonb); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.remain_users(subject_key jsonb) FROM PUBLIC;

--
-- Name: FUNCTION remember_shape(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.remember_shape() FROM PUBLIC;

--
-- Name: FUNCTION replay_remains(replay_id bigint); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.replay_remains(replay_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.replay_remains(replay_id bigint) TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention.replay_remains(replay_id bigint) TO pristina_retention_auditor;

--
-- Name: FUNCTION replay_step(of_replay bigint); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.replay_step(of_replay bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.replay_step(of_replay bigint) TO pristina_retention_officer;

--
-- Name: FUNCTION request_remains(request_id bigint); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.request_remains(request_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.request_remains(request_id bigint) TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention.request_remains(request_id bigint) TO pristina_retention_auditor;

--
-- Name: FUNCTION requeue_notice(notice_id bigint, note text); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.requeue_notice(notice_id bigint, note text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.requeue_notice(notice_id bigint, note text) TO pristina_retention_officer;

--
-- Name: FUNCTION resume(pause_id bigint); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.resume(pause_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.resume(pause_id bigint) TO pristina_retention_operator;
GRANT ALL ON FUNCTION retention.resume(pause_id bigint) TO pristina_retention_officer;

--
-- Name: FUNCTION resume_request(request_id bigint); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.resume_request(request_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.resume_request(request_id bigint) TO pristina_retention_officer;

--
-- Name: FUNCTION retry_notice(notice_id bigint, attempt integer, error text); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.retry_notice(notice_id bigint, attempt integer, error text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.retry_notice(notice_id bigint, attempt integer, error text) TO pristina_retention_worker;

--
-- Name: FUNCTION review_business_removal_requests(key_1 uuid, decision text, note text, keep_until timestamp with time zone); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.review_business_removal_requests(key_1 uuid, decision text, note text, keep_until timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.review_business_removal_requests(key_1 uuid, decision text, note text, keep_until timestamp with time zone) TO pristina_retention_officer;

--
-- Name: FUNCTION review_invoices(key_1 uuid, decision text, note text, keep_until timestamp with time zone); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.review_invoices(key_1 uuid, decision text, note text, keep_until timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.review_invoices(key_1 uuid, decision text, note text, keep_until timestamp with time zone) TO pristina_retention_officer;

--
-- Name: PROCEDURE run(IN class_name text, IN as_of timestamp with time zone, IN scheduled boolean, IN tenant text, IN actor text, IN phrase text); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON PROCEDURE retention.run(IN class_name text, IN as_of timestamp with time zone, IN scheduled boolean, IN tenant text, IN actor text, IN phrase text) FROM PUBLIC;
GRANT ALL ON PROCEDURE retention.run(IN class_name text, IN as_of timestamp with time zone, IN scheduled boolean, IN tenant text, IN actor text, IN phrase text) TO pristina_retention_operator;
GRANT ALL ON PROCEDURE retention.run(IN class_name text, IN as_of timestamp with time zone, IN scheduled boolean, IN tenant text, IN actor text, IN phrase text) TO pristina_retention_scheduler;

--
-- Name: FUNCTION run_open(of_class text, as_of timestamp with time zone, scheduled boolean, tenant text, actor text, phrase text); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.run_open(of_class text, as_of timestamp with time zone, scheduled boolean, tenant text, actor text, phrase text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.run_open(of_class text, as_of timestamp with time zone, scheduled boolean, tenant text, actor text, phrase text) TO pristina_retention_operator;
GRANT ALL ON FUNCTION retention.run_open(of_class text, as_of timestamp with time zone, scheduled boolean, tenant text, actor text, phrase text) TO pristina_retention_scheduler;

--
-- Name: FUNCTION run_step(of_run bigint); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.run_step(of_run bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.run_step(of_run bigint) TO pristina_retention_operator;
GRANT ALL ON FUNCTION retention.run_step(of_run bigint) TO pristina_retention_scheduler;

--
-- Name: FUNCTION set_holidays(region text, year integer, days date[]); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.set_holidays(region text, year integer, days date[]) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.set_holidays(region text, year integer, days date[]) TO pristina_retention_officer;

--
-- Name: FUNCTION set_limits(class_name text, note text, fuse_rows bigint, fuse_share double precision, batch_rows integer); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.set_limits(class_name text, note text, fuse_rows bigint, fuse_share double precision, batch_rows integer) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.set_limits(class_name text, note text, fuse_rows bigint, fuse_share double precision, batch_rows integer) TO pristina_retention_officer;

--
-- Name: FUNCTION settle_notice(notice_id bigint, attempt integer, outcome text, note text); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.settle_notice(notice_id bigint, attempt integer, outcome text, note text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.settle_notice(notice_id bigint, attempt integer, outcome text, note text) TO pristina_retention_worker;

--
-- Name: FUNCTION standing_hold_changes(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.standing_hold_changes() FROM PUBLIC;

--
-- Name: FUNCTION start_of_day(day date); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.start_of_day(day date) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.start_of_day(day date) TO pristina_retention_disposer;
GRANT ALL ON FUNCTION retention.start_of_day(day date) TO pristina_retention_operator;
GRANT ALL ON FUNCTION retention.start_of_day(day date) TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention.start_of_day(day date) TO pristina_retention_auditor;

--
-- Name: FUNCTION take_notices(batch integer, lease interval, of_recipient text); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.take_notices(batch integer, lease interval, of_recipient text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.take_notices(batch integer, lease interval, of_recipient text) TO pristina_retention_worker;

--
-- Name: FUNCTION take_requests(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.take_requests() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.take_requests() TO pristina_retention_operator;
GRANT ALL ON FUNCTION retention.take_requests() TO pristina_retention_scheduler;

--
-- Name: FUNCTION tell_business_removal_requests(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.tell_business_removal_requests() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.tell_business_removal_requests() TO app_owner;

--
-- Name: FUNCTION truncate_guard(); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.truncate_guard() FROM PUBLIC;
GRANT ALL ON FUNCTION retention.truncate_guard() TO app_owner;

--
-- Name: FUNCTION verify_evidence(known_id bigint, known_hash bytea); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.verify_evidence(known_id bigint, known_hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.verify_evidence(known_id bigint, known_hash bytea) TO pristina_retention_officer;
GRANT ALL ON FUNCTION retention.verify_evidence(known_id bigint, known_hash bytea) TO pristina_retention_auditor;

--
-- Name: FUNCTION verify_request(request_id bigint, level text, note text); Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

REVOKE ALL ON FUNCTION retention.verify_request(request_id bigint, level text, note text) FROM PUBLIC;
GRANT ALL ON FUNCTION retention.verify_request(request_id bigint, level text, note text) TO pristina_retention_officer;

--
-- Name: TABLE api_keys; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.api_keys TO pristina_retention_owner;
GRANT SELECT,DELETE ON TABLE public.api_keys TO pristina_retention_disposer;

--
-- Name: COLUMN api_keys.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.api_keys TO pristina_retention_disposer;

--
-- Name: TABLE api_usage; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT,REFERENCES ON TABLE public.api_usage TO pristina_retention_owner;
GRANT SELECT,DELETE ON TABLE public.api_usage TO pristina_retention_disposer;

--
-- Name: COLUMN api_usage.user_id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(user_id) ON TABLE public.api_usage TO pristina_retention_disposer;

--
-- Name: COLUMN api_usage.api_key_id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(api_key_id) ON TABLE public.api_usage TO pristina_retention_disposer;

--
-- Name: COLUMN api_usage.created_at; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(created_at) ON TABLE public.api_usage TO pristina_retention_disposer;

--
-- Name: TABLE api_usage_daily; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.api_usage_daily TO pristina_retention_owner;
GRANT SELECT,INSERT ON TABLE public.api_usage_daily TO pristina_retention_disposer;

--
-- Name: COLUMN api_usage_daily.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.api_usage_daily TO pristina_retention_disposer;

--
-- Name: COLUMN api_usage_daily.user_id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(user_id) ON TABLE public.api_usage_daily TO pristina_retention_disposer;

--
-- Name: COLUMN api_usage_daily.n; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(n) ON TABLE public.api_usage_daily TO pristina_retention_disposer;

--
-- Name: COLUMN api_usage_daily.errors; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(errors) ON TABLE public.api_usage_daily TO pristina_retention_disposer;

--
-- Name: TABLE auth_login_events; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.auth_login_events TO pristina_retention_owner;
GRANT SELECT,DELETE ON TABLE public.auth_login_events TO pristina_retention_disposer;

--
-- Name: COLUMN auth_login_events.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.auth_login_events TO pristina_retention_disposer;

--
-- Name: COLUMN auth_login_events.user_id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(user_id) ON TABLE public.auth_login_events TO pristina_retention_disposer;

--
-- Name: COLUMN auth_login_events.ip; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(ip) ON TABLE public.auth_login_events TO pristina_retention_disposer;

--
-- Name: COLUMN auth_login_events.ip_hash; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(ip_hash) ON TABLE public.auth_login_events TO pristina_retention_disposer;

--
-- Name: TABLE business_removal_requests; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.business_removal_requests TO pristina_retention_owner;
GRANT SELECT,DELETE ON TABLE public.business_removal_requests TO pristina_retention_disposer;

--
-- Name: COLUMN business_removal_requests.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.business_removal_requests TO pristina_retention_disposer;

--
-- Name: TABLE businesses; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.businesses TO pristina_retention_owner;

--
-- Name: TABLE error_events; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.error_events TO pristina_retention_owner;
GRANT SELECT,DELETE ON TABLE public.error_events TO pristina_retention_disposer;

--
-- Name: COLUMN error_events.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.error_events TO pristina_retention_disposer;

--
-- Name: COLUMN error_events.user_id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(user_id) ON TABLE public.error_events TO pristina_retention_disposer;

--
-- Name: COLUMN error_events.context; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(context) ON TABLE public.error_events TO pristina_retention_disposer;

--
-- Name: TABLE export_requests; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.export_requests TO pristina_retention_owner;
GRANT SELECT,DELETE ON TABLE public.export_requests TO pristina_retention_disposer;

--
-- Name: COLUMN export_requests.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.export_requests TO pristina_retention_disposer;

--
-- Name: TABLE invoices; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.invoices TO pristina_retention_owner;
GRANT SELECT,DELETE ON TABLE public.invoices TO pristina_retention_disposer;

--
-- Name: COLUMN invoices.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.invoices TO pristina_retention_disposer;

--
-- Name: COLUMN invoices.user_id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(user_id) ON TABLE public.invoices TO pristina_retention_disposer;

--
-- Name: COLUMN invoices.archived_at; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(archived_at) ON TABLE public.invoices TO pristina_retention_disposer;

--
-- Name: TABLE payments; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.payments TO pristina_retention_owner;
GRANT SELECT,DELETE ON TABLE public.payments TO pristina_retention_disposer;

--
-- Name: COLUMN payments.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.payments TO pristina_retention_disposer;

--
-- Name: TABLE removal_request_audit; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.removal_request_audit TO pristina_retention_owner;
GRANT SELECT,DELETE ON TABLE public.removal_request_audit TO pristina_retention_disposer;

--
-- Name: COLUMN removal_request_audit.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.removal_request_audit TO pristina_retention_disposer;

--
-- Name: TABLE saved_searches; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.saved_searches TO pristina_retention_owner;
GRANT SELECT,DELETE ON TABLE public.saved_searches TO pristina_retention_disposer;

--
-- Name: COLUMN saved_searches.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.saved_searches TO pristina_retention_disposer;

--
-- Name: TABLE search_usage; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.search_usage TO pristina_retention_owner;
GRANT SELECT,DELETE ON TABLE public.search_usage TO pristina_retention_disposer;

--
-- Name: COLUMN search_usage.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.search_usage TO pristina_retention_disposer;

--
-- Name: COLUMN search_usage.user_id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(user_id) ON TABLE public.search_usage TO pristina_retention_disposer;

--
-- Name: TABLE search_usage_daily; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.search_usage_daily TO pristina_retention_owner;
GRANT SELECT,INSERT ON TABLE public.search_usage_daily TO pristina_retention_disposer;

--
-- Name: COLUMN search_usage_daily.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.search_usage_daily TO pristina_retention_disposer;

--
-- Name: COLUMN search_usage_daily.user_id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(user_id) ON TABLE public.search_usage_daily TO pristina_retention_disposer;

--
-- Name: COLUMN search_usage_daily.n; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(n) ON TABLE public.search_usage_daily TO pristina_retention_disposer;

--
-- Name: TABLE subscriptions; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.subscriptions TO pristina_retention_owner;
GRANT SELECT,DELETE ON TABLE public.subscriptions TO pristina_retention_disposer;

--
-- Name: COLUMN subscriptions.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.subscriptions TO pristina_retention_disposer;

--
-- Name: COLUMN subscriptions.user_id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(user_id) ON TABLE public.subscriptions TO pristina_retention_disposer;

--
-- Name: TABLE upgrade_intent_events; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.upgrade_intent_events TO pristina_retention_owner;
GRANT SELECT,DELETE ON TABLE public.upgrade_intent_events TO pristina_retention_disposer;

--
-- Name: COLUMN upgrade_intent_events.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.upgrade_intent_events TO pristina_retention_disposer;

--
-- Name: COLUMN upgrade_intent_events.user_id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(user_id) ON TABLE public.upgrade_intent_events TO pristina_retention_disposer;

--
-- Name: TABLE user_activity_log; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.user_activity_log TO pristina_retention_owner;
GRANT SELECT,DELETE ON TABLE public.user_activity_log TO pristina_retention_disposer;

--
-- Name: COLUMN user_activity_log.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.user_activity_log TO pristina_retention_disposer;

--
-- Name: COLUMN user_activity_log.user_id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(user_id) ON TABLE public.user_activity_log TO pristina_retention_disposer;

--
-- Name: COLUMN user_activity_log.ip; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(ip) ON TABLE public.user_activity_log TO pristina_retention_disposer;

--
-- Name: COLUMN user_activity_log.ip_hash; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(ip_hash) ON TABLE public.user_activity_log TO pristina_retention_disposer;

--
-- Name: TABLE users; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.users TO pristina_retention_owner;
GRANT SELECT,DELETE ON TABLE public.users TO pristina_retention_disposer;

--
-- Name: COLUMN users.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.users TO pristina_retention_disposer;

--
-- Name: TABLE watches; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.watches TO pristina_retention_owner;
GRANT SELECT,DELETE ON TABLE public.watches TO pristina_retention_disposer;

--
-- Name: COLUMN watches.id; Type: ACL; Schema: public; Owner: app_owner
--

GRANT UPDATE(id) ON TABLE public.watches TO pristina_retention_disposer;

--
-- Name: TABLE hold; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.hold TO pristina_retention_disposer;
GRANT SELECT ON TABLE retention.hold TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.hold TO pristina_retention_auditor;

--
-- Name: TABLE active_hold; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.active_hold TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.active_hold TO pristina_retention_auditor;

--
-- Name: TABLE api_keys_fate; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.api_keys_fate TO pristina_retention_disposer;
GRANT SELECT ON TABLE retention.api_keys_fate TO pristina_retention_operator;
GRANT SELECT ON TABLE retention.api_keys_fate TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.api_keys_fate TO pristina_retention_auditor;

--
-- Name: TABLE api_keys_hold; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.api_keys_hold TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.api_keys_hold TO pristina_retention_auditor;

--
-- Name: TABLE hold_on_class; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.hold_on_class TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.hold_on_class TO pristina_retention_auditor;

--
-- Name: TABLE api_usage_hold; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.api_usage_hold TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.api_usage_hold TO pristina_retention_auditor;

--
-- Name: TABLE users_hold; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.users_hold TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.users_hold TO pristina_retention_auditor;

--
-- Name: TABLE api_usage_held; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.api_usage_held TO pristina_retention_disposer;
GRANT SELECT ON TABLE retention.api_usage_held TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.api_usage_held TO pristina_retention_auditor;

--
-- Name: TABLE api_keys_held; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.api_keys_held TO pristina_retention_disposer;
GRANT SELECT ON TABLE retention.api_keys_held TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.api_keys_held TO pristina_retention_auditor;

--
-- Name: TABLE api_usage_act; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT,INSERT,DELETE ON TABLE retention.api_usage_act TO pristina_retention_disposer;

--
-- Name: TABLE api_usage_daily_act; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT,INSERT,DELETE ON TABLE retention.api_usage_daily_act TO pristina_retention_disposer;

--
-- Name: TABLE api_usage_daily_fate; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.api_usage_daily_fate TO pristina_retention_disposer;
GRANT SELECT ON TABLE retention.api_usage_daily_fate TO pristina_retention_operator;
GRANT SELECT ON TABLE retention.api_usage_daily_fate TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.api_usage_daily_fate TO pristina_retention_auditor;

--
-- Name: TABLE api_usage_daily_hold; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.api_usage_daily_hold TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.api_usage_daily_hold TO pristina_retention_auditor;

--
-- Name: TABLE api_usage_daily_held; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.api_usage_daily_held TO pristina_retention_disposer;
GRANT SELECT ON TABLE retention.api_usage_daily_held TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.api_usage_daily_held TO pristina_retention_auditor;

--
-- Name: TABLE api_usage_fate; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.api_usage_fate TO pristina_retention_disposer;
GRANT SELECT ON TABLE retention.api_usage_fate TO pristina_retention_operator;
GRANT SELECT ON TABLE retention.api_usage_fate TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.api_usage_fate TO pristina_retention_auditor;

--
-- Name: TABLE api_usage_pin; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.api_usage_pin TO app_owner;

--
-- Name: TABLE auth_login_events_act; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT,INSERT,DELETE ON TABLE retention.auth_login_events_act TO pristina_retention_disposer;

--
-- Name: TABLE auth_login_events_fate; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.auth_login_events_fate TO pristina_retention_disposer;
GRANT SELECT ON TABLE retention.auth_login_events_fate TO pristina_retention_operator;
GRANT SELECT ON TABLE retention.auth_login_events_fate TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.auth_login_events_fate TO pristina_retention_auditor;

--
-- Name: TABLE auth_login_events_hold; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.auth_login_events_hold TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.auth_login_events_hold TO pristina_retention_auditor;

--
-- Name: TABLE auth_login_events_held; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.auth_login_events_held TO pristina_retention_disposer;
GRANT SELECT ON TABLE retention.auth_login_events_held TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.auth_login_events_held TO pristina_retention_auditor;

--
-- Name: TABLE business_removal_requests_review; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT,DELETE ON TABLE retention.business_removal_requests_review TO pristina_retention_disposer;

--
-- Name: TABLE business_removal_requests_fate; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.business_removal_requests_fate TO pristina_retention_disposer;
GRANT SELECT ON TABLE retention.business_removal_requests_fate TO pristina_retention_operator;
GRANT SELECT ON TABLE retention.business_removal_requests_fate TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.business_removal_requests_fate TO pristina_retention_auditor;

--
-- Name: TABLE business_removal_requests_hold; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.business_removal_requests_hold TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.business_removal_requests_hold TO pristina_retention_auditor;

--
-- Name: TABLE removal_request_audit_hold; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.removal_request_audit_hold TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.removal_request_audit_hold TO pristina_retention_auditor;

--
-- Name: TABLE business_removal_requests_held; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.business_removal_requests_held TO pristina_retention_disposer;
GRANT SELECT ON TABLE retention.business_removal_requests_held TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.business_removal_requests_held TO pristina_retention_auditor;

--
-- Name: TABLE business_removal_requests_review_queue; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.business_removal_requests_review_queue TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.business_removal_requests_review_queue TO pristina_retention_auditor;

--
-- Name: TABLE cascade_log; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT INSERT ON TABLE retention.cascade_log TO pristina_retention_disposer;

--
-- Name: TABLE drift; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.drift TO pristina_retention_operator;
GRANT SELECT ON TABLE retention.drift TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.drift TO pristina_retention_auditor;

--
-- Name: TABLE erasure; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.erasure TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.erasure TO pristina_retention_auditor;

--
-- Name: TABLE erasure_blocked; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.erasure_blocked TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.erasure_blocked TO pristina_retention_auditor;

--
-- Name: TABLE erasure_count; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.erasure_count TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.erasure_count TO pristina_retention_auditor;

--
-- Name: TABLE erasure_effect; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.erasure_effect TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.erasure_effect TO pristina_retention_auditor;

--
-- Name: TABLE erasure_ledger; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.erasure_ledger TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.erasure_ledger TO pristina_retention_auditor;

--
-- Name: TABLE erasure_preview; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.erasure_preview TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.erasure_preview TO pristina_retention_auditor;

--
-- Name: TABLE error_events_act; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT,INSERT,DELETE ON TABLE retention.error_events_act TO pristina_retention_disposer;

--
-- Name: TABLE error_events_fate; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.error_events_fate TO pristina_retention_disposer;
GRANT SELECT ON TABLE retention.error_events_fate TO pristina_retention_operator;
GRANT SELECT ON TABLE retention.error_events_fate TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.error_events_fate TO pristina_retention_auditor;

--
-- Name: TABLE error_events_hold; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.error_events_hold TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.error_events_hold TO pristina_retention_auditor;

--
-- Name: TABLE error_events_held; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.error_events_held TO pristina_retention_disposer;
GRANT SELECT ON TABLE retention.error_events_held TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.error_events_held TO pristina_retention_auditor;

--
-- Name: TABLE evidence; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.evidence TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.evidence TO pristina_retention_auditor;

--
-- Name: TABLE evidence_checkpoint; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.evidence_checkpoint TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.evidence_checkpoint TO pristina_retention_auditor;

--
-- Name: TABLE evidence_head; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.evidence_head TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.evidence_head TO pristina_retention_auditor;

--
-- Name: TABLE evidence_note; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.evidence_note TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.evidence_note TO pristina_retention_auditor;

--
-- Name: TABLE export; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.export TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.export TO pristina_retention_auditor;

--
-- Name: TABLE export_profile; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.export_profile TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.export_profile TO pristina_retention_auditor;

--
-- Name: TABLE export_requests_fate; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.export_requests_fate TO pristina_retention_disposer;
GRANT SELECT ON TABLE retention.export_requests_fate TO pristina_retention_operator;
GRANT SELECT ON TABLE retention.export_requests_fate TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.export_requests_fate TO pristina_retention_auditor;

--
-- Name: TABLE export_requests_hold; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.export_requests_hold TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.export_requests_hold TO pristina_retention_auditor;

--
-- Name: TABLE export_requests_held; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.export_requests_held TO pristina_retention_disposer;
GRANT SELECT ON TABLE retention.export_requests_held TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.export_requests_held TO pristina_retention_auditor;

--
-- Name: TABLE guarded_table; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.guarded_table TO pristina_retention_disposer;
GRANT SELECT ON TABLE retention.guarded_table TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.guarded_table TO pristina_retention_auditor;

--
-- Name: TABLE hold_notice; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.hold_notice TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.hold_notice TO pristina_retention_auditor;

--
-- Name: TABLE holiday; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.holiday TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.holiday TO pristina_retention_auditor;

--
-- Name: TABLE installation; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.installation TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.installation TO pristina_retention_auditor;

--
-- Name: TABLE installed; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.installed TO pristina_retention_operator;
GRANT SELECT ON TABLE retention.installed TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.installed TO pristina_retention_auditor;

--
-- Name: TABLE invoices_act; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT,INSERT,DELETE ON TABLE retention.invoices_act TO pristina_retention_disposer;

--
-- Name: TABLE invoices_review; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT,DELETE ON TABLE retention.invoices_review TO pristina_retention_disposer;

--
-- Name: TABLE invoices_fate; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.invoices_fate TO pristina_retention_disposer;
GRANT SELECT ON TABLE retention.invoices_fate TO pristina_retention_operator;
GRANT SELECT ON TABLE retention.invoices_fate TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.invoices_fate TO pristina_retention_auditor;

--
-- Name: TABLE invoices_hold; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.invoices_hold TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.invoices_hold TO pristina_retention_auditor;

--
-- Name: TABLE payments_hold; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.payments_hold TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.payments_hold TO pristina_retention_auditor;

--
-- Name: TABLE invoices_held; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.invoices_held TO pristina_retention_disposer;
GRANT SELECT ON TABLE retention.invoices_held TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.invoices_held TO pristina_retention_auditor;

--
-- Name: TABLE invoices_review_queue; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.invoices_review_queue TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.invoices_review_queue TO pristina_retention_auditor;

--
-- Name: TABLE letter; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.letter TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.letter TO pristina_retention_auditor;

--
-- Name: TABLE letter_part; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.letter_part TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.letter_part TO pristina_retention_auditor;

--
-- Name: TABLE migration; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.migration TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.migration TO pristina_retention_auditor;

--
-- Name: TABLE removal_request_audit_held; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.removal_request_audit_held TO pristina_retention_disposer;
GRANT SELECT ON TABLE retention.removal_request_audit_held TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.removal_request_audit_held TO pristina_retention_auditor;

--
-- Name: TABLE saved_searches_hold; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.saved_searches_hold TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.saved_searches_hold TO pristina_retention_auditor;

--
-- Name: TABLE search_usage_daily_hold; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.search_usage_daily_hold TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.search_usage_daily_hold TO pristina_retention_auditor;

--
-- Name: TABLE search_usage_daily_held; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.search_usage_daily_held TO pristina_retention_disposer;
GRANT SELECT ON TABLE retention.search_usage_daily_held TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.search_usage_daily_held TO pristina_retention_auditor;

--
-- Name: TABLE search_usage_hold; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.search_usage_hold TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.search_usage_hold TO pristina_retention_auditor;

--
-- Name: TABLE subscriptions_hold; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.subscriptions_hold TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.subscriptions_hold TO pristina_retention_auditor;

--
-- Name: TABLE upgrade_intent_events_hold; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.upgrade_intent_events_hold TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.upgrade_intent_events_hold TO pristina_retention_auditor;

--
-- Name: TABLE user_activity_log_hold; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.user_activity_log_hold TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.user_activity_log_hold TO pristina_retention_auditor;

--
-- Name: TABLE watches_hold; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.watches_hold TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.watches_hold TO pristina_retention_auditor;

--
-- Name: TABLE watches_held; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.watches_held TO pristina_retention_disposer;
GRANT SELECT ON TABLE retention.watches_held TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.watches_held TO pristina_retention_auditor;

--
-- Name: TABLE users_held; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.users_held TO pristina_retention_disposer;
GRANT SELECT ON TABLE retention.users_held TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.users_held TO pristina_retention_auditor;

--
-- Name: TABLE notice_due; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.notice_due TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.notice_due TO pristina_retention_auditor;

--
-- Name: TABLE outbox; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.outbox TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.outbox TO pristina_retention_auditor;

--
-- Name: TABLE open_notices; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.open_notices TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.open_notices TO pristina_retention_auditor;

--
-- Name: TABLE pause; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.pause TO pristina_retention_operator;
GRANT SELECT ON TABLE retention.pause TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.pause TO pristina_retention_auditor;

--
-- Name: TABLE payments_held; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.payments_held TO pristina_retention_disposer;
GRANT SELECT ON TABLE retention.payments_held TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.payments_held TO pristina_retention_auditor;

--
-- Name: TABLE preserved; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.preserved TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.preserved TO pristina_retention_auditor;

--
-- Name: TABLE recipient; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.recipient TO pristina_retention_operator;
GRANT SELECT ON TABLE retention.recipient TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.recipient TO pristina_retention_auditor;

--
-- Name: TABLE recipient_status; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.recipient_status TO pristina_retention_operator;
GRANT SELECT ON TABLE retention.recipient_status TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.recipient_status TO pristina_retention_auditor;

--
-- Name: TABLE replay; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.replay TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.replay TO pristina_retention_auditor;

--
-- Name: TABLE replay_blocked; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.replay_blocked TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.replay_blocked TO pristina_retention_auditor;

--
-- Name: TABLE request_clock; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.request_clock TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.request_clock TO pristina_retention_auditor;

--
-- Name: TABLE request_notice; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.request_notice TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.request_notice TO pristina_retention_auditor;

--
-- Name: TABLE request_remainder; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.request_remainder TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.request_remainder TO pristina_retention_auditor;

--
-- Name: TABLE request_retained; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.request_retained TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.request_retained TO pristina_retention_auditor;

--
-- Name: TABLE request_rule; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.request_rule TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.request_rule TO pristina_retention_auditor;

--
-- Name: TABLE request_transition; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.request_transition TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.request_transition TO pristina_retention_auditor;

--
-- Name: TABLE requests_due; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.requests_due TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.requests_due TO pristina_retention_auditor;

--
-- Name: TABLE run_blocked; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.run_blocked TO pristina_retention_operator;
GRANT SELECT ON TABLE retention.run_blocked TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.run_blocked TO pristina_retention_auditor;

--
-- Name: TABLE saved_searches_fate; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.saved_searches_fate TO pristina_retention_disposer;
GRANT SELECT ON TABLE retention.saved_searches_fate TO pristina_retention_operator;
GRANT SELECT ON TABLE retention.saved_searches_fate TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.saved_searches_fate TO pristina_retention_auditor;

--
-- Name: TABLE saved_searches_held; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.saved_searches_held TO pristina_retention_disposer;
GRANT SELECT ON TABLE retention.saved_searches_held TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.saved_searches_held TO pristina_retention_auditor;

--
-- Name: TABLE search_usage_act; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT,INSERT,DELETE ON TABLE retention.search_usage_act TO pristina_retention_disposer;

--
-- Name: TABLE search_usage_daily_act; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT,INSERT,DELETE ON TABLE retention.search_usage_daily_act TO pristina_retention_disposer;

--
-- Name: TABLE search_usage_daily_fate; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.search_usage_daily_fate TO pristina_retention_disposer;
GRANT SELECT ON TABLE retention.search_usage_daily_fate TO pristina_retention_operator;
GRANT SELECT ON TABLE retention.search_usage_daily_fate TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.search_usage_daily_fate TO pristina_retention_auditor;

--
-- Name: TABLE search_usage_fate; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.search_usage_fate TO pristina_retention_disposer;
GRANT SELECT ON TABLE retention.search_usage_fate TO pristina_retention_operator;
GRANT SELECT ON TABLE retention.search_usage_fate TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.search_usage_fate TO pristina_retention_auditor;

--
-- Name: TABLE search_usage_held; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.search_usage_held TO pristina_retention_disposer;
GRANT SELECT ON TABLE retention.search_usage_held TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.search_usage_held TO pristina_retention_auditor;

--
-- Name: TABLE status; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.status TO pristina_retention_operator;
GRANT SELECT ON TABLE retention.status TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.status TO pristina_retention_auditor;

--
-- Name: TABLE subscriptions_act; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT,INSERT,DELETE ON TABLE retention.subscriptions_act TO pristina_retention_disposer;

--
-- Name: TABLE subscriptions_fate; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.subscriptions_fate TO pristina_retention_disposer;
GRANT SELECT ON TABLE retention.subscriptions_fate TO pristina_retention_operator;
GRANT SELECT ON TABLE retention.subscriptions_fate TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.subscriptions_fate TO pristina_retention_auditor;

--
-- Name: TABLE subscriptions_held; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.subscriptions_held TO pristina_retention_disposer;
GRANT SELECT ON TABLE retention.subscriptions_held TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.subscriptions_held TO pristina_retention_auditor;

--
-- Name: TABLE told; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.told TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.told TO pristina_retention_auditor;

--
-- Name: TABLE upgrade_intent_events_act; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT,INSERT,DELETE ON TABLE retention.upgrade_intent_events_act TO pristina_retention_disposer;

--
-- Name: TABLE upgrade_intent_events_fate; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.upgrade_intent_events_fate TO pristina_retention_disposer;
GRANT SELECT ON TABLE retention.upgrade_intent_events_fate TO pristina_retention_operator;
GRANT SELECT ON TABLE retention.upgrade_intent_events_fate TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.upgrade_intent_events_fate TO pristina_retention_auditor;

--
-- Name: TABLE upgrade_intent_events_held; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.upgrade_intent_events_held TO pristina_retention_disposer;
GRANT SELECT ON TABLE retention.upgrade_intent_events_held TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.upgrade_intent_events_held TO pristina_retention_auditor;

--
-- Name: TABLE user_activity_log_act; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT,INSERT,DELETE ON TABLE retention.user_activity_log_act TO pristina_retention_disposer;

--
-- Name: TABLE user_activity_log_fate; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.user_activity_log_fate TO pristina_retention_disposer;
GRANT SELECT ON TABLE retention.user_activity_log_fate TO pristina_retention_operator;
GRANT SELECT ON TABLE retention.user_activity_log_fate TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.user_activity_log_fate TO pristina_retention_auditor;

--
-- Name: TABLE user_activity_log_held; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.user_activity_log_held TO pristina_retention_disposer;
GRANT SELECT ON TABLE retention.user_activity_log_held TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.user_activity_log_held TO pristina_retention_auditor;

--
-- Name: TABLE users_erasure; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.users_erasure TO pristina_retention_disposer;

--
-- Name: TABLE users_fate; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.users_fate TO pristina_retention_disposer;
GRANT SELECT ON TABLE retention.users_fate TO pristina_retention_operator;
GRANT SELECT ON TABLE retention.users_fate TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.users_fate TO pristina_retention_auditor;

--
-- Name: TABLE watches_fate; Type: ACL; Schema: retention; Owner: pristina_retention_owner
--

GRANT SELECT ON TABLE retention.watches_fate TO pristina_retention_disposer;
GRANT SELECT ON TABLE retention.watches_fate TO pristina_retention_operator;
GRANT SELECT ON TABLE retention.watches_fate TO pristina_retention_officer;
GRANT SELECT ON TABLE retention.watches_fate TO pristina_retention_auditor;

--
-- Name: DEFAULT PRIVILEGES FOR FUNCTIONS; Type: DEFAULT ACL; Schema: -; Owner: pristina_retention_disposer
--

ALTER DEFAULT PRIVILEGES FOR ROLE pristina_retention_disposer REVOKE ALL ON FUNCTIONS FROM PUBLIC;

--
-- Name: DEFAULT PRIVILEGES FOR FUNCTIONS; Type: DEFAULT ACL; Schema: -; Owner: pristina_retention_owner
--

ALTER DEFAULT PRIVILEGES FOR ROLE pristina_retention_owner REVOKE ALL ON FUNCTIONS FROM PUBLIC;

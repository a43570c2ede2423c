/**
 * A stub of pg_cron, which the in-process PostgreSQL lacks: its table of jobs, where each role sees its own, and the functions
 * that write it. It starts nothing. It stands in the database from the beginning: a schema that comes later makes every plan anew.
 */
export const cronStub = `
  create schema cron;
  grant usage on schema cron to public;
  create table cron.job (
    jobid bigint generated always as identity primary key, schedule text not null, command text not null,
    nodename text not null default 'localhost', nodeport integer not null default 5432,
    database text not null default current_database(), username text not null default current_user,
    active boolean not null default true, jobname text, unique (jobname, username)
  );
  create table cron.job_run_details (jobid bigint, runid bigint, command text, status text, start_time timestamptz, end_time timestamptz);
  alter table cron.job enable row level security;
  create policy cron_job_policy on cron.job using (username = current_user);
  grant select, insert, update, delete on cron.job to public;
  create function cron.schedule(job_name text, schedule text, command text) returns bigint language sql as $$
    insert into cron.job (jobname, schedule, command) values (job_name, schedule, command)
    on conflict (jobname, username) do update set schedule = excluded.schedule, command = excluded.command
    returning jobid
  $$;
  create function cron.unschedule(job_name text) returns boolean language plpgsql as $$
  begin
    delete from cron.job where jobname = job_name and username = current_user;
    if not found then
      raise exception 'could not find valid entry for job ''%''', job_name;
    end if;
    return true;
  end
  $$`

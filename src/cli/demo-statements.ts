/** All SQL that the demonstration sends; its rows are in policies/kaevo/demo.sql. */

export const armAll = `
  select retention.arm(class_name, 'demonstration') from retention.class where mode <> 'disabled'`
/** The tables of the demonstration are small, and most of one of them is due. */
export const widenFuse = `
  select retention.set_limits(class_name, 'demonstration', fuse_share => 1) from retention.class`
export const placeHold = `
  call retention.place_hold($1, 'litigation', 'legal department', $2, on_table => 'public.users', row_key => $3)`
export const findPerson = 'select id::text as id from demo.person where name = $1'
export const runs = `
  select c.class_name, c.clauses, l.rows_disposed::int as disposed, s.rows_held::int as held, s.rows_deferred::int as waiting,
    s.rows_in_review::int as review, s.rows_indeterminate::int as indeterminate, l.state, l.stop_reason
  from retention.class as c
  join retention.status as s on s.class_name = c.class_name
  left join retention.run_log as l on l.class_name = c.class_name
  order by c.run_order`
export const people = `
  select name, story, rows_before::int as before, demo.rows_of(id)::int as after from demo.person where story <> 'an ordinary customer' order by id`
export const ordinary = `
  select count(*)::int as people, sum(rows_before)::int as before, sum(demo.rows_of(id))::int as after from demo.person where story = 'an ordinary customer'`
export const chain = `
  select count(*)::int as acts, (count(*) - (select count(distinct v.evidence_id) from retention.verify_evidence() as v))::int as intact
  from retention.evidence`
export const deleteHeld = `delete from transactions where account_id = $1`

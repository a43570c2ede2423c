import {
  between,
  contract,
  days,
  destroy,
  exactly,
  legalObligation,
  legitimateInterest,
  months,
  retention,
  scheduled,
  ukGdpr,
  untouched,
  upTo,
  years,
} from 'lapse'
import { clauses } from './clauses.ts'
import type { Database } from './database.ts'

const { after, earliestOf, endOf, ignore, orElse, pending, permanent, policy, request, retain, rule, sever, standingHold, subject, total } =
  retention<Database, keyof typeof clauses>()

const client = subject('clients', {
  key: 'client_no',
  events: { left: 'left_on', requested: 'deletion_requested_at' },
  erasure: { requested: { clause: 'C-12', residence: days(14), cancel: 'event cleared', within: months(1) } },
})

const care = { purpose: 'to treat the animal', basis: contract('GDPR 6(1)(b)'), dispose: destroy(), onErasure: destroy() } as const
const medicines = { purpose: 'medicines law', basis: legalObligation('Regulation (EU) 2019/6, article 103') } as const

export default policy({
  name: 'Larchfield Veterinary Clinic',
  version: '2.1',
  effective: '2026-09-01',
  timeZone: 'Europe/London',
  // The wall clock of the desk: no column of the database carries a zone.
  storedTimeZone: 'Europe/London',
  notice: days(30),
  clauses,
  subjects: [client],
  // The animal shown first does not own the client.
  links: [ignore('clients', 'patients')],
  activation: scheduled('20 2 * * *'),
  schedule: [
    total('C-01', 'Every table has a purpose and a period, or is kept for good for a reason.'),

    rule('clients', {
      ...care,
      clause: 'C-02',
      purpose: 'to reach the client, and to answer questions that come late',
      // Whoever asks for deletion leaves, and is gone long before the three years are.
      cutoff: earliestOf('left_on', client.requested),
      keep: exactly(years(3)),
      // Client and patient wait for each other until the pointer between them is cut.
      interim: [after(days(14), sever('main_patient'))],
    }),
    rule('patients', {
      ...care,
      clause: 'C-03',
      cutoff: earliestOf('died_on', client.left),
      keep: exactly(years(3)),
      acknowledge: { 'foreign-key-circle': 'The file of the client lets go of its main patient before either of them goes.' },
    }),
    pending(
      'C-02',
      'The file of a client who left waits for the invoices that name it: they are cut loose when the client asks, not yet when the three years are over.',
    ),
    pending('C-03', 'A dead animal that is still the one shown first at the desk waits until the file names another, or none.'),

    // A visit stays for the prescriptions and samples that refer to it, and the patient and the client stay for the visit.
    rule('visits', {
      ...care,
      clause: ['C-04', 'C-13'],
      purpose: 'professional rules of the veterinary chamber',
      basis: legitimateInterest('GDPR 6(1)(f)'),
      cutoff: 'visited_at',
      keep: exactly(years(5)),
    }),
    rule('prescriptions', {
      ...medicines,
      name: 'controlled prescriptions',
      where: eb => eb('controlled', '=', true),
      clause: ['C-05', 'C-13'],
      cutoff: 'dispensed_on',
      keep: between(years(5), years(7)),
      dispose: destroy(),
      onErasure: retain('legal obligation'),
    }),
    rule('prescriptions', {
      ...care,
      name: 'other prescriptions',
      clause: 'C-06',
      purpose: 'to repeat a prescription safely',
      cutoff: 'dispensed_on',
      keep: exactly(years(2)),
    }),
    rule('lab.samples', {
      ...care,
      clause: 'C-07',
      purpose: 'comparison with later results',
      cutoff: 'resulted_at',
      keep: exactly(months(18)),
    }),
    rule('invoices', {
      clause: ['C-08', 'C-13'],
      purpose: 'tax',
      basis: legalObligation('VAT Regulations 1995, regulation 31'),
      cutoff: endOf('year', 'issued_on'),
      keep: exactly(years(7)),
      dispose: destroy(),
      onErasure: retain('legal obligation', sever('client_no')),
    }),
    rule('reminders', {
      ...care,
      clause: 'C-09',
      purpose: 'to see that reminders arrive',
      basis: legitimateInterest('GDPR 6(1)(f)'),
      // One that was never sent is of no use after the appointment.
      cutoff: orElse('sent_at', 'appointment_on'),
      keep: upTo(days(90)),
    }),
    rule('audit.Audit Trail', {
      clause: 'C-10',
      purpose: 'security',
      basis: legitimateInterest('GDPR 6(1)(f)'),
      cutoff: 'When',
      keep: exactly(days(400)),
      dispose: destroy(),
      onErasure: untouched(
        'it shows who changed or removed a file, the erasure itself included; client numbers in it go with its 400 days',
      ),
    }),
    permanent('drug_register', {
      ...medicines,
      clause: 'C-11',
      because: 'medicines law wants every entry, and it names no client',
      noIdentifiersIn: ['entry_no', 'drug', 'quantity', 'entered_at', 'struck_out_at'],
    }),
  ],
  holds: [
    standingHold('visits', {
      clause: 'C-14',
      where: eb => eb('complaint_open', '=', true),
      matter: 'complaint about a treatment',
      notify: 'always',
    }),
  ],
  requests: [request(client, 'erasure', { clause: 'C-12', regimes: ukGdpr(), verify: 'basic', event: client.requested })],
  backups: { clause: 'C-15', horizon: days(35) },
  outOfScope: { schema_migrations: "the migration tool's own table, no personal data" },
})

/** The clinic's policy (policy.txt), clause by clause; `: ` stands between the cells of a table. */
// biome-ignore format: one clause a line
export const clauses = {
  'C-01': 'Every record is kept for as long as the table below says, for the reason given there, and is then deleted.',
  'C-02': 'Client file (name, telephone, e-mail address): 3 years from the day you leave us: To reach you, and to answer questions that come late',
  'C-03': 'Patient file: 3 years from the day the animal dies or you leave us, whichever comes first: To treat the animal',
  'C-04': 'Treatment notes: 5 years from the visit: Professional rules of the veterinary chamber',
  'C-05': 'Prescriptions of controlled drugs: Between 5 and 7 years from the day of dispensing: Medicines law',
  'C-06': 'Other prescriptions: 2 years from the day of dispensing: To repeat a prescription safely',
  'C-07': 'Laboratory samples and results: 18 months from the result: Comparison with later results',
  'C-08': 'Invoices: 7 years from the end of the calendar year: Tax law',
  'C-09': 'Appointment reminders: Up to 90 days from sending: To see that reminders arrive',
  'C-10': 'Access and change log: 400 days: Security',
  'C-11': 'Register of controlled drugs: Permanently: Medicines law. It names no client. Entries are struck out, never removed.',
  'C-12': 'We wait 14 days, in which you may change your mind, and finish within one month of your request.',
  'C-13': 'Invoices are kept to the end of their period even then, without a link to your file. Prescriptions of controlled drugs are kept to the end of their period as well, and with them the visit they belong to.',
  'C-14': 'While a complaint about a treatment is open, nothing that belongs to that treatment is deleted.',
  'C-15': 'Backups are overwritten after 35 days.',
} as const

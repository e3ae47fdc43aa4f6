import type { ReportDocument } from './document.js';

/** The one format that this page shows. */
const FORMAT = 1;

/** Reads the document that the page carries. It says why, for people, where it cannot. */
export function readDocument(): ReportDocument {
  const text = document.getElementById('report')?.textContent ?? '';
  let parsed: Partial<ReportDocument> | null;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new Error('This page carries no report. Create one with ./pitr-guard report --output report.html');
  }
  const format: unknown = parsed?.report?.format;
  if (format !== FORMAT) {
    throw new Error(`The report in this page has format ${String(format)}; this page shows format ${FORMAT}. Create both with the same version of pitr-guard.`);
  }
  return parsed as ReportDocument;
}

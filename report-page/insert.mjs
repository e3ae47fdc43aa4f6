/** Puts a report document into the page, exactly as HtmlReport does in Java. */

export const MARKER = '@@REPORT@@';

/** Returns the page with the document in place of its one marker. */
export function insert(page, document) {
  const at = page.indexOf(MARKER);
  if (at < 0 || page.indexOf(MARKER, at + 1) >= 0) {
    throw new Error('the page must have its marker exactly once');
  }
  return page.slice(0, at) + scriptSafe(JSON.stringify(document)) + page.slice(at + MARKER.length);
}

/** Returns JSON that can neither end its script element nor be taken for markup. */
export function scriptSafe(json) {
  return json.replace(/[<>&\u2028\u2029]/g, (char) => '\\u' + char.charCodeAt(0).toString(16).padStart(4, '0'));
}

import { el } from './dom.js';
import { printable } from './text.js';

/** A command with a button that copies it, exactly as it is shown: what cannot be seen cannot reach a terminal. */
export function commandBlock(command: string): HTMLElement {
  const shown = printable(command);
  // A line breaks between words, not after a hyphen of one.
  const code = el('code', {}, ...shown.split(' ').flatMap((word, i) => [i > 0 && ' ', el('span', { class: 'word' }, word)]));
  const text = el('pre', { tabindex: '0', 'aria-label': 'Command' }, code);
  const button = el('button', { type: 'button', class: 'copy' }, 'Copy');
  const status = el('span', { class: 'visually-hidden', role: 'status' });
  button.addEventListener('click', () => {
    void copy(shown, code).then((done) => {
      button.textContent = done ? 'Copied' : 'Press Ctrl+C';
      status.textContent = done ? 'The command is copied.' : 'The command is selected. Press Ctrl+C.';
      setTimeout(() => (button.textContent = 'Copy'), 2000);
    });
  });
  return el('div', { class: 'command' }, text, button, status);
}

/** Selects the text as well: where the browser forbids copying, a person can. */
async function copy(text: string, code: HTMLElement): Promise<boolean> {
  getSelection()?.selectAllChildren(code);
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

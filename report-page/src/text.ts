import { el } from './dom.js';

// Controls, marks of direction, zero width, separators of lines, tags and halves of a pair: what can hide or turn a text.
const UNSAFE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?!\u200d(?=\p{Extended_Pictographic}))\p{Cf}/gu;

/** Returns a text from outside with an escape for every character that cannot be seen or turns the reading direction. */
export function printable(text: string): string {
  return text.replace(UNSAFE, escape);
}

/** Creates an element with a text from outside, whose direction affects nothing around it. */
export function outside(text: string, className?: string): HTMLElement {
  return el('bdi', { class: className }, printable(text));
}

/** Creates an element with a text from outside that is broken only where it fits no line, such as a region. */
export const word = (text: string): HTMLElement => outside(text, 'word');

function escape(char: string): string {
  return [...Array(char.length).keys()]
    .map((i) => '\\u' + char.charCodeAt(i).toString(16).padStart(4, '0'))
    .join('');
}

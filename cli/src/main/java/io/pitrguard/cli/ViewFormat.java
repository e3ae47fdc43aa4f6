package io.pitrguard.cli;

/** Output formats of a command whose result is one document. */
enum ViewFormat {
    text,
    json
}

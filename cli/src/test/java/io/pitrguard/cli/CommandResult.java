package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The result of a command.
 *
 * @param out standard output, including text printed past the command's writer
 * @param err standard error, likewise
 */
record CommandResult(int code, String out, String err) {
    /** Expects this exit code. */
    CommandResult ends(int expected) {
        assertThat(code).as("exit code; out: %s; err: %s", out, err).isEqualTo(expected);
        return this;
    }

    /** Expects that the command said first where and as whom it changes something; returns the result without that line. */
    CommandResult announced() {
        assertThat(err).matches("(?s)pitr-guard: [^\\n]+ in [a-z0-9-]+ of account \\d{12} as arn:[^\\n]+\\.\\n.*");
        return new CommandResult(code, out, err.substring(err.indexOf('\n') + 1));
    }

    /** Expects this exit code, nothing on standard output and exactly these lines on standard error. */
    void refuses(int expected, String... lines) {
        ends(expected);
        assertThat(out).isEmpty();
        assertThat(err.lines()).containsExactly(lines);
    }

    /** The command ends with this code, and its errors name all of this. */
    CommandResult names(int code, String... parts) {
        ends(code);
        assertThat(err).contains(parts).doesNotContain("\tat ");
        return this;
    }
}

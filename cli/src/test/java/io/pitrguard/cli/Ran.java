package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a run of the command line came to.
 *
 * @param out all of standard output, also what did not go through the command's own writer
 * @param err all of standard error, likewise
 */
record Ran(int code, String out, String err) {
    /** Expects this exit code. */
    Ran ends(int expected) {
        assertThat(code).as("exit code; out: %s; err: %s", out, err).isEqualTo(expected);
        return this;
    }

    /** Expects a refusal: nothing on standard output and this, to the letter, on standard error. */
    void refuses(int expected, String... lines) {
        ends(expected);
        assertThat(out).isEmpty();
        assertThat(err.lines()).containsExactly(lines);
    }
}

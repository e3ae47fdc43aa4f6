package io.pitrguard.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;

/**
 * A process that ran to its end.
 *
 * @param cpu the processor time that it and its children used
 */
record Finished(String command, Duration wall, Duration cpu, int exitCode, String stdout, String stderr) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Returns what it printed as JSON. */
    JsonNode json() {
        try {
            return MAPPER.readTree(stdout);
        } catch (JsonProcessingException e) {
            throw new MeasurementFailedException(this + " printed no JSON: " + e.getMessage());
        }
    }

    /** Requires a number somewhere in its JSON; gives the process itself. */
    Finished require(String pointer, int expected) {
        int found = json().at(pointer).asInt(-1);
        MeasurementFailedException.require(
                found == expected, pointer + " is " + found + ", not " + expected + ", after " + this);
        return this;
    }

    /** Requires an exit code; gives the process itself. */
    Finished exitedWith(int code) {
        MeasurementFailedException.require(exitCode == code, this + " exited with " + exitCode);
        return this;
    }

    @Override
    public String toString() {
        return command + (stderr.isBlank() ? "" : " (it said: " + stderr.strip() + ")");
    }
}

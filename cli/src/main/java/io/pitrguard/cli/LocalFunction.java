package io.pitrguard.cli;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.pitrguard.functions.ConfigRuleFunction;
import io.pitrguard.functions.DriftFunction;
import io.pitrguard.functions.SweepFunction;
import io.pitrguard.port.Time;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.TypeConversionException;

/** The functions that can be run here, as they are named on the command line. */
enum LocalFunction {
    SWEEP("sweep") {
        @Override
        RequestStreamHandler wire(Map<String, String> environment, Time time) {
            return new SweepFunction(environment, time);
        }
    },
    CONFIG_RULE("config-rule") {
        @Override
        RequestStreamHandler wire(Map<String, String> environment, Time time) {
            return new ConfigRuleFunction(environment, time);
        }
    },
    DRIFT("drift") {
        @Override
        RequestStreamHandler wire(Map<String, String> environment, Time time) {
            return new DriftFunction(environment, time);
        }
    };

    private final String word;

    LocalFunction(String word) {
        this.word = word;
    }

    /**
     * Gives the function of a name.
     *
     * @throws TypeConversionException when there is none
     */
    static LocalFunction of(String word) {
        return Stream.of(values())
                .filter(function -> function.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "expected one of %s but was '%s'".formatted(List.of(values()), word)));
    }

    /** Gives the function's name as it is written on the command line. */
    @Override
    public String toString() {
        return word;
    }

    /**
     * Wires the function as Lambda would, from this environment, to run on this clock.
     *
     * @throws io.pitrguard.config.SettingsException with everything that is wrong with it
     */
    abstract RequestStreamHandler wire(Map<String, String> environment, Time time);
}

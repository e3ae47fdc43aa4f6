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

/** The functions that can run locally, by their names on the command line. */
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
     * Returns the function of that name.
     *
     * @throws TypeConversionException if there is none
     */
    static LocalFunction of(String word) {
        return Stream.of(values())
                .filter(function -> function.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "expected one of %s but was '%s'".formatted(List.of(values()), word)));
    }

    /** Returns the function's name on the command line. */
    @Override
    public String toString() {
        return word;
    }

    /**
     * Returns the function, wired from this environment as in Lambda, on this clock.
     *
     * @throws io.pitrguard.config.SettingsException with every error of the environment
     */
    abstract RequestStreamHandler wire(Map<String, String> environment, Time time);
}

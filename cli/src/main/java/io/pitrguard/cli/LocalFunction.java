package io.pitrguard.cli;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.pitrguard.config.FunctionKind;
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
    SWEEP(FunctionKind.SWEEP),
    CONFIG_RULE(FunctionKind.CONFIG_RULE),
    DRIFT(FunctionKind.DRIFT);

    private final FunctionKind kind;

    LocalFunction(FunctionKind kind) {
        this.kind = kind;
    }

    FunctionKind kind() {
        return kind;
    }

    /**
     * Gives the function of a name.
     *
     * @throws TypeConversionException when there is none
     */
    static LocalFunction of(String word) {
        return Stream.of(values())
                .filter(function -> function.kind.key().equals(word))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "expected one of %s but was '%s'".formatted(List.of(values()), word)));
    }

    /** Gives the function's name as it is written on the command line. */
    @Override
    public String toString() {
        return kind.key();
    }

    /**
     * Wires the function as Lambda would, from this environment, to run on this clock.
     *
     * @throws io.pitrguard.config.SettingsException with everything that is wrong with it
     */
    RequestStreamHandler wire(Map<String, String> environment, Time time) {
        return switch (kind) {
            case SWEEP -> new SweepFunction(environment, time);
            case CONFIG_RULE -> new ConfigRuleFunction(environment, time);
            case DRIFT -> new DriftFunction(environment, time);
        };
    }
}

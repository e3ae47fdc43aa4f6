package io.pitrguard.cli;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.pitrguard.config.FunctionKind;
import io.pitrguard.config.Settings;
import io.pitrguard.functions.BackupFunction;
import io.pitrguard.functions.ConfigRuleFunction;
import io.pitrguard.functions.DriftFunction;
import io.pitrguard.functions.DrillFunction;
import io.pitrguard.functions.PlaceFunction;
import io.pitrguard.functions.PlanFunction;
import io.pitrguard.functions.RestoreFunction;
import io.pitrguard.functions.SummaryFunction;
import io.pitrguard.functions.SweepFunction;
import io.pitrguard.port.Time;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.TypeConversionException;

/** The functions that can run locally, by their names on the command line. */
enum LocalFunction {
    SWEEP(FunctionKind.SWEEP),
    CONFIG_RULE(FunctionKind.CONFIG_RULE),
    DRIFT(FunctionKind.DRIFT),
    PLAN(FunctionKind.PLAN),
    PLACE(FunctionKind.PLACE),
    SUMMARY(FunctionKind.SUMMARY),
    RESTORE(FunctionKind.RESTORE),
    DRILL(FunctionKind.DRILL),
    BACKUP(FunctionKind.BACKUP);

    private final FunctionKind kind;

    LocalFunction(FunctionKind kind) {
        this.kind = kind;
    }

    FunctionKind kind() {
        return kind;
    }

    /**
     * Returns the function of that name.
     *
     * @throws TypeConversionException if there is none
     */
    static LocalFunction of(String word) {
        return Stream.of(values())
                .filter(function -> function.kind.key().equals(word))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "expected one of %s but was '%s'".formatted(List.of(values()), word)));
    }

    /** Returns the function's name on the command line. */
    @Override
    public String toString() {
        return kind.key();
    }

    /** Returns the function, wired from these settings as in Lambda, on this clock. */
    RequestStreamHandler wire(Settings settings, Time time) {
        return switch (kind) {
            case SWEEP -> new SweepFunction(settings, time);
            case CONFIG_RULE -> new ConfigRuleFunction(settings, time);
            case DRIFT -> new DriftFunction(settings, time);
            case PLAN -> new PlanFunction(settings, time);
            case PLACE -> new PlaceFunction(settings, time);
            case SUMMARY -> new SummaryFunction(settings, time);
            case RESTORE -> new RestoreFunction(settings, time);
            case DRILL -> new DrillFunction(settings, time);
            case BACKUP -> new BackupFunction(settings, time);
        };
    }
}

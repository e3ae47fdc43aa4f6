package io.pitrguard.cli;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.pitrguard.lambda.ConfigRuleFunction;
import io.pitrguard.lambda.SweepFunction;
import java.util.Map;

/** The functions that can be run here, as they are named on the command line. */
enum LocalFunction {
    sweep("sweep") {
        @Override
        RequestStreamHandler wire(Map<String, String> environment) {
            return new SweepFunction(environment);
        }
    },
    config_rule("config-rule") {
        @Override
        RequestStreamHandler wire(Map<String, String> environment) {
            return new ConfigRuleFunction(environment);
        }
    };

    private final String word;

    LocalFunction(String word) {
        this.word = word;
    }

    /** Gives the function's name as it is written on the command line. */
    @Override
    public String toString() {
        return word;
    }

    /**
     * Wires the function as Lambda would, from this environment.
     *
     * @throws io.pitrguard.bootstrap.SettingsException with everything that is wrong with it
     */
    abstract RequestStreamHandler wire(Map<String, String> environment);
}

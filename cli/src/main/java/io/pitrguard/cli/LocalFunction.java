package io.pitrguard.cli;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.pitrguard.lambda.SweepFunction;
import java.util.Map;

/** The functions that can be run here, as they are named on the command line. */
enum LocalFunction {
    sweep {
        @Override
        RequestStreamHandler wire(Map<String, String> environment) {
            return new SweepFunction(environment);
        }
    };

    /**
     * Wires the function as Lambda would, from this environment.
     *
     * @throws io.pitrguard.bootstrap.SettingsException with everything that is wrong with it
     */
    abstract RequestStreamHandler wire(Map<String, String> environment);
}

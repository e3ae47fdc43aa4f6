package io.pitrguard.functions;

import io.pitrguard.config.Settings;
import io.pitrguard.port.Time;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.SystemTime;
import java.io.PrintStream;
import java.util.Optional;

/**
 * What a function runs with.
 *
 * @param metrics where metrics go, one line each
 */
record Deployment(Settings settings, AwsClients clients, Time time, PrintStream metrics) {
    /**
     * Returns what Lambda gives the function.
     *
     * @throws io.pitrguard.config.SettingsException with everything that is wrong with the environment
     */
    static Deployment onLambda() {
        return of(Settings.read(System.getenv()), new SystemTime());
    }

    /** Returns a deployment with these settings, on this clock. */
    static Deployment of(Settings settings, Time time) {
        return new Deployment(settings, AwsClients.forRegion(Optional.empty(), time), time, System.out);
    }
}

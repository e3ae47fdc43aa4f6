package io.pitrguard.cli;

import io.pitrguard.sandbox.SampleFleet;
import io.pitrguard.sandbox.Sandbox;
import io.pitrguard.sandbox.SandboxOptions;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Runs the help and sweeps while the launcher records the JVM's ahead-of-time cache, which makes later starts several
 * times faster.
 */
@Command(name = "train", hidden = true, description = "Records the JVM's ahead-of-time cache for the launcher.")
final class TrainCommand implements Callable<Integer> {
    private static final int TABLES = 400;

    @Override
    public Integer call() {
        PrintWriter discard = new PrintWriter(Writer.nullWriter());
        Main.run(discard, discard, "--help");
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withoutLimit())) {
            SampleFleet.seed(sandbox, TABLES);
            SandboxAccess.use(sandbox);
            for (String output : new String[] {"json", "text"}) {
                Main.run(discard, discard, "sweep", "--reads-per-second", "0", "--output", output);
            }
        }
        return ExitCode.OK;
    }
}

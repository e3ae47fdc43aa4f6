package io.pitrguard.cli;

import io.pitrguard.sandbox.SampleFleet;
import io.pitrguard.sandbox.Sandbox;
import io.pitrguard.sandbox.SandboxOptions;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Runs what the launcher records for the JVM's ahead-of-time cache: the command line's own start and a sweep. A run of
 * the launcher after it starts several times faster.
 */
@Command(name = "train", hidden = true, description = "Used by the launcher to make the JVM's ahead-of-time cache.")
final class TrainCommand implements Callable<Integer> {
    private static final int TABLES = 400;

    @Override
    public Integer call() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        Main.run(nowhere, nowhere, "--help");
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withoutLimit())) {
            SampleFleet.seed(sandbox, TABLES);
            SandboxAccess.use(sandbox);
            for (String output : new String[] {"json", "table"}) {
                Main.run(nowhere, nowhere, "sweep", "--reads-per-second", "0", "--output", output);
            }
        }
        return ExitCode.OK;
    }
}

package io.pitrguard.cli;

import io.pitrguard.config.StackName;
import io.pitrguard.report.Json;
import io.pitrguard.wiring.AwsClients;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pitr-guard doctor}: does the installation see what it is there to see. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Looks whether a deployment sees all that it is there to see, and is heard: AWS Config's recorder, CloudTrail's"
                    + " trail, rules, functions, subscriptions, permission, policy, sweeps. Where nothing is deployed yet, it"
                    + " says with which options to deploy. It changes nothing.",
            "Ends with 0 when all is clear; 2 with a blind spot, or where nothing is deployed; 3 when something could not be"
                    + " looked at."
        })
final class DoctorCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = Doctor.STANDARD,
            description = "what the stack is called; default: ${DEFAULT-VALUE}")
    private String name = Doctor.STANDARD;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "the policy that ought to be deployed; default: that is not looked at")
    private @Nullable Path policy;

    @Option(names = "--region", paramLabel = "REGION", description = "default: as in the AWS CLI")
    private @Nullable String region;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    private ViewFormat output = ViewFormat.table;

    @Override
    public Integer call() {
        RegionName.check(spec, region);
        if (!StackName.isValid(name)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--name must be what the stack is called (3 to 32 letters, digits and single hyphens, beginning with a letter), not '"
                            + name + "'");
        }
        DoctorView view;
        try (AwsClients clients = AwsClients.forRegion(Optional.ofNullable(region))) {
            view = new Doctor(clients, name, Optional.ofNullable(policy)).examine();
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                switch (output) {
                    case table -> DoctorOutput.text(view, Terminal.colour());
                    case json -> Json.writePretty(view) + "\n";
                });
        out.flush();
        return view.exitCode();
    }
}

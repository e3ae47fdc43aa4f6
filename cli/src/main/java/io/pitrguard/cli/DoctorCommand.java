package io.pitrguard.cli;

import io.pitrguard.config.StackName;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.CallerIdentity;
import io.pitrguard.port.Time;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.SystemTime;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pitr-guard doctor}: checks a deployment, or the account before a deployment. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Checks that a deployment sees every change and that its alerts arrive.",
            "Covers AWS Config's recorder, CloudTrail's trail, rules, functions, subscriptions, permissions, policy and"
                    + " sweeps. Before a deployment, lists missing prerequisites and prints the deploy command. Changes"
                    + " nothing.",
            "With --organization, checks every account and region of the organization instead: whether the member role can be"
                    + " assumed and has its permissions, the region is enabled, a trail logs calls, and calls reach the hub. Accounts,"
                    + " regions, role and external id are those of the deployment, where there is one and no option names others.",
            "With --send-test it only sends a test message, which requires sns:Publish alone.",
            "Exit codes: 0 all checks passed; 1 could not run; 2 a problem, or nothing is deployed; 3 no problem, but something"
                    + " could not be checked."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./pitr-guard doctor --policy policy.yaml",
            "  ./pitr-guard doctor --send-test",
            "  ./pitr-guard doctor --organization --ou Workloads"
        })
final class DoctorCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = Doctor.STANDARD,
            description = "Stack name. Default: ${DEFAULT-VALUE}.")
    private String name = Doctor.STANDARD;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "Policy file, or - for standard input, to compare with the deployed policy. Default: none.")
    private @Nullable Path policy;

    @Option(
            names = "--send-test",
            description = "Only send a test message to the deployment's topics, and say who is subscribed.")
    private boolean sendTest;

    @Option(
            names = "--topic",
            paramLabel = "ARN",
            description = "Topic for the test message. Default: those of --name. Repeatable.")
    private List<String> topics = new ArrayList<>();

    @Mixin
    private final OrganizationOptions organization = new OrganizationOptions();

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final ViewOptions view = new ViewOptions();

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "Output format: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private ListFormat output = ListFormat.text;

    @Override
    public Integer call() throws InterruptedException {
        connection.check(spec);
        organization.check(spec, false, false);
        if (!StackName.isValid(name)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--name must be a stack name (3 to 32 letters, digits and single hyphens, starting with a letter), not '"
                            + name + "'");
        }
        if (!sendTest && !topics.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--topic requires --send-test");
        }
        if (organization.asked()) {
            return organization();
        }
        DoctorView found;
        Optional<PolicyOption.Identified> local = Optional.ofNullable(policy).map(PolicyOption::identified);
        try (AwsClients clients = connection.clients()) {
            found = sendTest ? test(clients) : new Doctor(clients, name, local).examine();
        }
        print(output.write(
                found,
                found.findings(),
                () -> DoctorOutput.text(found, view.screen(), view.quiet()),
                () -> DoctorOutput.csv(found)));
        return found.exitCode();
    }

    private int organization() throws InterruptedException {
        if (sendTest || policy != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    (sendTest ? "--send-test" : "--policy")
                            + " cannot be used with --organization: run doctor without it");
        }
        OrganizationDoctorView found;
        try (AwsClients clients = connection.clients()) {
            AccountRegion here = CurrentCaller.announced(
                            clients,
                            connection,
                            view.progress(spec.commandLine().getErr()),
                            "checking the organization's accounts")
                    .where();
            Time time = clients.time(new SystemTime());
            CountProgress progress = CountProgress.on(spec.commandLine().getErr(), time, view.quiet());
            found = new OrganizationDoctor(clients, here, name, organization, progress).examine(time.awsInstant());
        }
        print(output.write(
                found,
                found.findings(),
                () -> OrganizationDoctorOutput.text(found, view.screen(), view.quiet()),
                () -> OrganizationDoctorOutput.csv(found)));
        return found.exitCode();
    }

    private void print(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(text);
        out.flush();
    }

    private DoctorView test(AwsClients clients) {
        CallerIdentity.Caller caller = CurrentCaller.known(clients);
        TestAlert test = new TestAlert(clients, caller, new SystemTime().instant());
        List<String> recipients = topics.isEmpty() ? TestAlert.topics(name, caller.where()) : topics;
        return DoctorView.of(
                name,
                caller.where(),
                null,
                recipients.stream().distinct().map(test::send).toList());
    }
}

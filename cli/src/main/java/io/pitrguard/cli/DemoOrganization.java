package io.pitrguard.cli;

import io.pitrguard.sandbox.Sandbox;
import io.pitrguard.sandbox.SandboxOptions;
import io.pitrguard.sandbox.SandboxOrganization;
import io.pitrguard.sandbox.SandboxTables;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.wiring.MemberAccess;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The organization of the demo: 12 accounts with 3 regions each, two of which cannot be read, and one is suspended. */
final class DemoOrganization {
    private static final Set<String> REGIONS = Set.of("eu-central-1", "eu-west-1", "us-east-1");
    /** The external id that the role in each account asks for. */
    static final String EXTERNAL_ID = "demo-external-id";

    private static final String NO_ROLE = "100000000009";
    private static final String DENIED = "100000000010";
    private static final String SUSPENDED = "100000000011";
    private static final List<String> PRODUCTION = List.of("shop", "payments", "search", "billing");
    private static final List<String> TESTING = List.of("shop-test", "payments-test", "search-test", "billing-test");

    private DemoOrganization() {}

    /**
     * Seeds the organization, sweeps it as a person would, lists what to do next, and ends with the path of the report.
     *
     * @throws IOException if there is no place for the report
     */
    static int run(PrintWriter out, PrintWriter err) throws IOException {
        Path report = Files.createTempDirectory("pitr-guard-demo-").resolve("report.html");
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
            SandboxAccess.use(sandbox);
            CommandEnvironment.forDemo();
            seed(sandbox);
            out.printf(
                    "An organization of 12 accounts with 3 regions each in a local AWS emulator at %s; no AWS account is used.%n",
                    sandbox.endpoint());
            out.println("You are in the account security (" + sandbox.account() + "). Two accounts cannot be read: "
                    + NO_ROLE + " lacks the role, and a service control policy denies " + DENIED + ".");
            out.println();
            out.println("$ ./pitr-guard sweep --organization --regions all --external-id " + EXTERNAL_ID
                    + " --html report.html");
            out.flush();
            int code = sweep(out, err, report);
            out.println();
            out.println("Exit code " + code
                    + " (2: at least one table non-compliant; 3: none, but not everything was read).");
            out.println();
            next(out);
            out.println("Report: " + report);
            out.flush();
        }
        return ExitCode.OK;
    }

    private static int sweep(PrintWriter out, PrintWriter err, Path report) {
        return Main.run(
                out,
                err,
                "sweep",
                "--organization",
                "--regions",
                "all",
                "--external-id",
                EXTERNAL_ID,
                "--html",
                report.toString());
    }

    private static void next(PrintWriter out) {
        out.println("Next, in your management account or a delegated administrator:");
        out.println("  1. Create the read-only role in the member accounts: docs/organization.md#the-member-role");
        out.println(
                "  2. ./pitr-guard sweep --organization --accounts ID --external-id … (one account; changes nothing)");
        out.println("  3. ./pitr-guard sweep --organization --regions all --external-id …");
        out.println(
                "  4. To do so every hour and hear of changes within seconds, deploy it: docs/organization.md#deploy");
        out.println("To try more of it in the emulator: ./pitr-guard sandbox --organization");
        out.println();
    }

    /** Seeds the organization; the account that the sandbox is in also has the sandbox's own region. */
    static void seed(Sandbox sandbox) {
        SandboxOrganization organization = sandbox.organization();
        String workloads = organization.unit("Workloads");
        String production = organization.unit("Production", workloads);
        String testing = organization.unit("Testing", workloads);
        Set<String> regions = new HashSet<>(REGIONS);
        regions.add(sandbox.region());
        organization.account(sandbox.account(), "security", regions);
        int number = 1;
        for (String name : PRODUCTION) {
            member(sandbox, account(number++), name, production, 14);
        }
        for (String name : TESTING) {
            member(sandbox, account(number++), name, testing, 0);
        }
        member(sandbox, NO_ROLE, "legacy", workloads, 0);
        organization.removeRole(NO_ROLE, MemberAccess.Role.STANDARD);
        member(sandbox, DENIED, "sealed", production, 35);
        for (String operation : List.of("ListTables", "GetResources", "DescribeContinuousBackups")) {
            sandbox.faults()
                    .add(Fault.on(operation, Effect.DENIED_BY_CONTROL_POLICY).account(DENIED));
        }
        organization.account(SUSPENDED, "closed-shop", workloads, "SUSPENDED", REGIONS);
        sandbox.tables().create("audit-log").enabled(35);
    }

    private static String account(int number) {
        return "10000000%04d".formatted(number);
    }

    /** Adds an account with two tables per region; those in {@code us-east-1} are of the worst kind. */
    private static void member(Sandbox sandbox, String id, String name, String unit, int days) {
        sandbox.organization().account(id, name, unit, "ACTIVE", REGIONS);
        sandbox.organization().role(id, MemberAccess.Role.STANDARD, EXTERNAL_ID);
        for (String region : REGIONS) {
            SandboxTables tables = sandbox.tables(id, region);
            tables.create("orders").enabled(35).tags(Map.of("tier", "critical"));
            if (days > 0 || !region.equals("us-east-1")) {
                tables.create("sessions").enabled(days > 0 ? days : 7);
            } else {
                tables.create("sessions").disabled();
            }
        }
    }
}

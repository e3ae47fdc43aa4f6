package io.pitrguard.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pitr-guard demo drill}: a restore that is proven, and one that comes out wrong. */
@Command(
        name = "drill",
        mixinStandardHelpOptions = true,
        description = {
            "Proves a restore by a drill, and finds a restore that comes out wrong, in a local AWS emulator.",
            "Shows an hour in a few seconds. Needs no AWS account; nothing leaves this machine."
        },
        footerHeading = "%nExample:%n",
        footer = "  ./pitr-guard demo drill")
final class DemoDrillCommand implements Callable<Integer> {
    private static final Instant FIRST = Instant.parse("2026-11-30T09:15:00Z");
    private static final Duration ONE_MINUTE = Duration.ofMinutes(1);
    private static final int ONE_IN = 10;

    /** Of the items that the table really has: the time of the checks follows from it. */
    private static final long SIZE = 20L << 10;

    private static final String POLICY = """
            version: 1
            rules:
              - name: orders
                match: { table: [orders] }
                drill:
                  every: 30d
                  targetTime: 2h
                  timeAttribute: { name: written, within: 2h }
            """;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path policy = Files.createTempFile("pitr-guard-demo-", ".yaml");
        try (DemoShop shop = new DemoShop()) {
            Files.writeString(policy, POLICY);
            out().printf(
                            "A table orders with %d items in a local AWS emulator at %s; no AWS account is used.%n",
                            shop.items(DemoShop.TABLE).size(), shop.endpoint());
            shop.size(SIZE);
            shop.at(FIRST.minus(ONE_MINUTE));
            swept(shop, policy);
            shop.at(FIRST);
            proven(shop, policy);
            wrong(shop, policy);
            report(shop, policy);
            next();
        } finally {
            Files.delete(policy);
        }
        return ExitCode.OK;
    }

    private void swept(DemoShop shop, Path policy) {
        chapter(shop.clock()
                + "  What the policy asks for (./pitr-guard sweep --policy policy.yaml --ledger pitr-guard-ledger)");
        POLICY.lines().forEach(line -> out().println("  " + line));
        out().println();
        out().println(
                        "Each write of an item sets its attribute written to the time. The sweep records which rule applies to the table:");
        out().println();
        shop.run(out(), "sweep", "--policy", policy.toString(), "--ledger", DemoAccount.LEDGER);
    }

    private void proven(DemoShop shop, Path policy) {
        chapter(shop.clock() + "  A drill (./pitr-guard drill orders --policy policy.yaml)");
        shop.run(out(), "drill", DemoShop.TABLE, "--policy", policy.toString());
        out().println();
        out().println(
                        "This proves that orders can be restored, and how long that takes. The restored table is deleted.");
    }

    private void wrong(DemoShop shop, Path policy) {
        chapter(shop.clock() + "  A restore that comes out wrong (the same command)");
        shop.loseOneItemIn(ONE_IN);
        out().printf(
                        "From now on, the emulator loses one item in %d in a restore. DescribeTable shows nothing of it.%n",
                        ONE_IN);
        out().println();
        shop.run(out(), "drill", DemoShop.TABLE, "--policy", policy.toString());
        out().println();
        out().println(
                        "Such a restore never passes. Without the timeAttribute, this drill would end as \"not proven\": the lost items");
        out().println("could have been written since the moment.");
    }

    private void report(DemoShop shop, Path policy) {
        chapter(shop.clock() + "  What is proven (./pitr-guard drill report --policy policy.yaml)");
        shop.run(out(), "drill", "report", "--policy", policy.toString());
    }

    private void next() {
        chapter("What to do next");
        out().println(
                        "Let the policy ask for drills (docs/drills.md): sweeps then report tables whose restore is not proven.");
        out().println();
        out().println("Next: ./pitr-guard drill due --policy policy.yaml (reads your ledger, changes nothing)");
        out().flush();
    }

    private void chapter(String title) {
        out().println();
        out().println(title);
        out().println("-".repeat(title.length()));
        out().println();
        out().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}

package io.pitrguard.cli;

import java.io.PrintWriter;
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
    private static final int ONE_IN = 10;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (DemoShop shop = new DemoShop()) {
            out().printf(
                            "A table orders with %d items in a local AWS emulator at %s; no AWS account is used.%n",
                            shop.items(DemoShop.TABLE).size(), shop.endpoint());
            shop.at(FIRST);
            proven(shop);
            wrong(shop);
            report(shop);
            next();
        }
        return ExitCode.OK;
    }

    private void proven(DemoShop shop) {
        chapter("09:15  A drill (./pitr-guard drill orders)");
        shop.run(out(), "drill", DemoShop.TABLE);
        out().println();
        out().println(
                        "This proves that orders can be restored, and how long that takes. The restored table is deleted.");
    }

    private void wrong(DemoShop shop) {
        chapter(shop.clock() + "  A restore that comes out wrong (./pitr-guard drill orders)");
        shop.loseOneItemIn(ONE_IN);
        out().printf(
                        "From now on, the emulator loses one item in %d in a restore. DescribeTable shows nothing of it.%n",
                        ONE_IN);
        out().println();
        shop.run(out(), "drill", DemoShop.TABLE);
        out().println();
        out().println(
                        "Such a restore never passes. With a timeAttribute in the policy, a drill also tells which items are");
        out().println("wrong and which were written since.");
    }

    private void report(DemoShop shop) {
        chapter(shop.clock() + "  What is proven (./pitr-guard drill report)");
        shop.run(out(), "drill", "report");
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

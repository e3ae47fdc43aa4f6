package io.pitrguard.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pitr-guard demo restore}: items deleted by accident, and the table restored. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Restores a table whose items were deleted by accident, in a local AWS emulator.",
            "Shows an hour in a few seconds. Needs no AWS account; nothing leaves this machine."
        },
        footerHeading = "%nExample:%n",
        footer = "  ./pitr-guard demo restore")
final class DemoRestoreCommand implements Callable<Integer> {
    private static final Instant CLEANUP = Instant.parse("2026-11-30T09:15:00Z");
    private static final Instant NOTICED = Instant.parse("2026-11-30T09:25:00Z");
    private static final String MOMENT = "2026-11-30T09:14Z";
    private static final String RESTORED = "orders-0914";
    private static final Pattern ID = Pattern.compile("\"id\" *: *\"([a-z0-9-]+)\"");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (DemoShop shop = new DemoShop()) {
            introduce(shop);
            Set<String> before = shop.items(DemoShop.TABLE);
            accident(shop, before);
            plan(shop);
            restore(shop);
            compare(shop, before);
            settings(shop);
            next(shop);
        }
        return ExitCode.OK;
    }

    private void introduce(DemoShop shop) {
        out().printf(
                        "A table orders with %d items in a local AWS emulator at %s; no AWS account is used.%n",
                        shop.items(DemoShop.TABLE).size(), shop.endpoint());
        out().println(
                        "The emulator's clock shows 2026-11-30 09:00 UTC. Point-in-time recovery is on; the table has tags,"
                                + " a time to live, a stream and deletion protection.");
    }

    private void accident(DemoShop shop, Set<String> before) {
        chapter("09:15  A cleanup job deletes too much");
        shop.at(CLEANUP);
        int deleted = shop.deleteOrdersOf("2025");
        out().printf(
                        "It was to delete old drafts, and deletes all orders of 2025: %d of %d items are gone.%n",
                        deleted, before.size());
        out().println("At 09:25 somebody notices. The last good moment is 09:14.");
        shop.at(NOTICED);
    }

    private void plan(DemoShop shop) {
        chapter("09:25  The plan (./pitr-guard restore orders --at %s --as %s --plan)".formatted(MOMENT, RESTORED));
        shop.run(out(), "restore", "orders", "--at", MOMENT, "--as", RESTORED, "--plan");
    }

    private void restore(DemoShop shop) {
        chapter("09:25  The restore (./pitr-guard restore orders --at %s --as %s)".formatted(MOMENT, RESTORED));
        shop.run(out(), "restore", "orders", "--at", MOMENT, "--as", RESTORED, "--yes");
    }

    private void compare(DemoShop shop, Set<String> before) {
        chapter(shop.clock() + "  The items, compared");
        Set<String> restored = shop.items(RESTORED);
        Set<String> missing = new TreeSet<>(before);
        missing.removeAll(restored);
        out().printf("%-28s %4d items%n", "orders before the accident:", before.size());
        out().printf(
                        "%-28s %4d items%n",
                        "orders now:", shop.items(DemoShop.TABLE).size());
        out().printf(
                        "%-28s %4d items, %s%n",
                        RESTORED + ":",
                        restored.size(),
                        missing.isEmpty() && restored.size() == before.size()
                                ? "each as it was at 09:14"
                                : missing.size() + " missing");
    }

    private void settings(DemoShop shop) {
        chapter("The settings that wait for a person (./pitr-guard settings diff orders %s)".formatted(RESTORED));
        shop.run(out(), "settings", "diff", "orders", RESTORED);
        String id = id(shop);
        chapter("A person confirms them (./pitr-guard approve ID --confirm all)");
        shop.run(out(), "approve", id, "--confirm", "all", "--yes");
        shop.run(out(), "restore", "resume", id);
    }

    private void next(DemoShop shop) {
        chapter("What to do next");
        String id = id(shop);
        out().println("Copy the missing items back (./pitr-guard runbook orders has the commands), or let the");
        out().println("application use " + RESTORED + ". The steps for CloudFormation, CDK and Terraform:");
        out().println("  ./pitr-guard restore status %s --switch terraform".formatted(id));
        out().println(
                        "Without --as, a name would begin with pitr-guard-restore-, and ./pitr-guard restore discard would");
        out().println("delete the table when it is no longer needed. " + RESTORED + " is yours to delete.");
        out().println();
        out().println(
                        "Next: ./pitr-guard restore TABLE --at \"15 minutes ago\" --plan (reads your account, changes nothing)");
        out().flush();
    }

    private String id(DemoShop shop) {
        Matcher id = ID.matcher(shop.output("restore", "list", "--output", "json"));
        if (!id.find()) {
            throw new IllegalStateException("the demo has no restore");
        }
        return id.group(1);
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

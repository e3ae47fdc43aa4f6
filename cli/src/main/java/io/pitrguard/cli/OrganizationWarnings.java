package io.pitrguard.cli;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.text.Counted;
import io.pitrguard.organization.OrganizationPlan;
import io.pitrguard.report.OrganizationView;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a plan lacks, or a sweep of an organization could not read, in a sentence. */
final class OrganizationWarnings {
    private OrganizationWarnings() {}

    /**
     * Requires something to go through.
     *
     * @throws CommandFailure if no account is known or selected
     */
    static void requireAccounts(OrganizationPlan plan) {
        if (!plan.places().isEmpty() || !plan.failed().isEmpty()) {
            return;
        }
        String why = plan.gaps().stream().map(Cause::message).collect(Collectors.joining(" "));
        throw new CommandFailure(
                plan.listed()
                        ? "no account is selected. " + why
                                + " See --accounts, --ou, --exclude-accounts and --exclude-ou."
                        : "could not list the organization's accounts. " + why);
    }

    /** Returns what could not be read, such as "2 accounts, 1 region of another account". */
    static String unread(OrganizationView view) {
        List<String> parts = new ArrayList<>();
        add(parts, view.summary().accountsFailed(), "account", "accounts");
        if (view.summary().accountsFailed() == 0) {
            add(parts, view.summary().accountRegionsFailed(), "account and region", "accounts and regions");
        } else {
            add(parts, view.summary().accountRegionsFailed(), "region of another account", "regions of other accounts");
        }
        add(parts, view.plan().gaps().size(), "gap in the plan", "gaps in the plan");
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, int count, String one, String many) {
        if (count > 0) {
            parts.add(Counted.of(count, one, many));
        }
    }
}

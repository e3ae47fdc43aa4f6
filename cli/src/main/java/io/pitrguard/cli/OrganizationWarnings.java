package io.pitrguard.cli;

import io.pitrguard.report.OrganizationView;
import java.util.ArrayList;
import java.util.List;

/** What a sweep of an organization could not read, in a sentence. */
final class OrganizationWarnings {
    private OrganizationWarnings() {}

    /** Returns what could not be read, such as "2 accounts, 1 account and region". */
    static String unread(OrganizationView view) {
        List<String> parts = new ArrayList<>();
        add(parts, view.summary().accountsFailed(), "account", "accounts");
        add(parts, view.summary().accountRegionsFailed(), "account and region", "accounts and regions");
        add(parts, view.plan().gaps().size(), "list of accounts", "lists of accounts");
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, int count, String one, String many) {
        if (count > 0) {
            parts.add(count + " " + (count == 1 ? one : many));
        }
    }
}

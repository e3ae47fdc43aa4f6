package io.pitrguard.report;

import io.pitrguard.report.OrganizationView.AccountSweepView;
import io.pitrguard.report.OrganizationView.AccountView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Accounts and regions that could not be read for the same cause.
 *
 * @param cause as the first of them has it
 */
public record UnreadAccounts(String cause, List<Where> accounts) {
    public UnreadAccounts {
        accounts = List.copyOf(accounts);
    }

    /**
     * An account that could not be read.
     *
     * @param regions those that could not be read; empty for all of them
     */
    public record Where(AccountView account, List<String> regions) {
        public Where {
            regions = List.copyOf(regions);
        }

        @Override
        public String toString() {
            return account.description() + (regions.isEmpty() ? "" : ": " + String.join(", ", regions));
        }
    }

    /** What is being collected for one cause: regions by account. */
    private record Group(String cause, Map<AccountView, List<String>> accounts) {
        UnreadAccounts whole() {
            return new UnreadAccounts(
                    cause,
                    accounts.entrySet().stream()
                            .map(entry -> new Where(entry.getKey(), entry.getValue()))
                            .toList());
        }
    }

    /** Returns the accounts and regions that could not be read, by cause; the cause of the most accounts comes first. */
    public static List<UnreadAccounts> of(OrganizationView view) {
        Map<String, Group> groups = new LinkedHashMap<>();
        for (OrganizationView.FailedView failed : view.plan().failed()) {
            group(groups, failed.account(), "", failed.cause());
        }
        for (AccountSweepView sweep : view.sweeps()) {
            if (sweep.sweep().failure() != null) {
                group(
                                groups,
                                sweep.account(),
                                sweep.sweep().region(),
                                sweep.sweep().failure())
                        .add(sweep.sweep().region());
            }
        }
        return groups.values().stream()
                .map(Group::whole)
                .sorted(Comparator.comparingInt(
                        (UnreadAccounts group) -> -group.accounts().size()))
                .toList();
    }

    private static List<String> group(Map<String, Group> groups, AccountView account, String region, String cause) {
        // Without what is only this account's or this region's.
        String general = cause.replace(account.id(), "").replace(region, "");
        return groups.computeIfAbsent(general, _ -> new Group(cause, new LinkedHashMap<>()))
                .accounts()
                .computeIfAbsent(account, _ -> new ArrayList<>());
    }
}

package io.pitrguard.report;

import io.pitrguard.report.OrganizationView.AccountSweepView;
import io.pitrguard.report.OrganizationView.AccountView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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

    /**
     * An account that could not be read, or a region of it.
     *
     * @param region empty for all regions
     */
    record Unread(AccountView account, String region, String cause) {}

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
        Stream<Unread> accounts =
                view.plan().failed().stream().map(failed -> new Unread(failed.account(), "", failed.cause()));
        List<Unread> regions = new ArrayList<>();
        for (AccountSweepView sweep : view.sweeps()) {
            if (sweep.sweep().failure() != null) {
                regions.add(new Unread(
                        sweep.account(), sweep.sweep().region(), sweep.sweep().failure()));
            }
        }
        return group(Stream.concat(accounts, regions.stream()).toList());
    }

    /** Returns them by cause; the cause of the most accounts comes first. */
    static List<UnreadAccounts> group(List<Unread> all) {
        Map<String, Group> groups = new LinkedHashMap<>();
        for (Unread unread : all) {
            List<String> regions = regions(groups, unread);
            if (!unread.region().isEmpty()) {
                regions.add(unread.region());
            }
        }
        return groups.values().stream()
                .map(Group::whole)
                .sorted(Comparator.comparingInt(
                        (UnreadAccounts group) -> -group.accounts().size()))
                .toList();
    }

    private static List<String> regions(Map<String, Group> groups, Unread unread) {
        // Without what is only this account's or this region's.
        String general = unread.cause().replace(unread.account().id(), "").replace(unread.region(), "");
        return groups.computeIfAbsent(general, _ -> new Group(unread.cause(), new LinkedHashMap<>()))
                .accounts()
                .computeIfAbsent(unread.account(), _ -> new ArrayList<>());
    }
}

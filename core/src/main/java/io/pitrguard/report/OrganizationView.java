package io.pitrguard.report;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A sweep of an organization as it is written out.
 *
 * @param sweeps one for each account and region of the plan, in the order of accounts and regions; one that could
 *     not list its tables says why in {@code sweep.failure}
 */
public record OrganizationView(Header organization, Summary summary, PlanView plan, List<AccountSweepView> sweeps) {
    public OrganizationView {
        sweeps = List.copyOf(sweeps);
    }

    /** Returns the tables of all accounts and regions. */
    public List<SweepView.TableView> tables() {
        return sweeps.stream().flatMap(sweep -> sweep.tables().stream()).toList();
    }

    /** Whether no account and region could be read, not even in part. */
    public boolean nothingRead() {
        return summary.tables().tables() == 0 && summary.accountRegions() == summary.accountRegionsFailed();
    }

    /** Returns how many lists could not be read: of accounts, of an account's regions, of a region's tables. */
    public int unread() {
        return summary.accountRegionsFailed()
                + summary.accountsFailed()
                + plan.gaps().size();
    }

    /**
     * Which sweep.
     *
     * @param startedAt ISO-8601, UTC
     * @param finishedAt ISO-8601, UTC
     * @param complete whether every account, region and table was listed and none was left because time ran out
     * @param policy where the policy came from
     * @param fix whether tables could be changed
     * @param selection which tables the sweep was about; null for all
     * @param clock how far the machine's clock differs from AWS's; null where it does not
     * @param evidence what became of its report as evidence; null where none is kept
     */
    public record Header(
            String id,
            String startedAt,
            String finishedAt,
            boolean complete,
            String policy,
            boolean fix,
            @Nullable String selection,
            SweepView.Reads reads,
            @Nullable String clock,
            @Nullable EvidenceView evidence) {
        /** Creates the header of a sweep of which no evidence is kept. */
        public Header(
                String id,
                String startedAt,
                String finishedAt,
                boolean complete,
                String policy,
                boolean fix,
                @Nullable String selection,
                SweepView.Reads reads,
                @Nullable String clock) {
            this(id, startedAt, finishedAt, complete, policy, fix, selection, reads, clock, null);
        }

        /** Returns the same with how far a machine's clock differs. */
        public Header withClock(String difference) {
            return new Header(id, startedAt, finishedAt, complete, policy, fix, selection, reads, difference, evidence);
        }

        Header with(EvidenceView kept) {
            return new Header(id, startedAt, finishedAt, complete, policy, fix, selection, reads, clock, kept);
        }
    }

    /**
     * Counts.
     *
     * @param accounts those to read; the skipped ones are not among them
     * @param accountsFailed those of which not even the regions are known
     * @param accountRegions pairs of an account and a region to read
     * @param accountRegionsFailed those whose tables could not all be listed
     * @param tables the sum over all accounts and regions
     */
    public record Summary(
            int accounts,
            int accountsFailed,
            int accountsSkipped,
            int accountRegions,
            int accountRegionsFailed,
            SweepView.Summary tables) {}

    /**
     * Why further accounts may be missing, or what the scope or the policy names that is not there.
     *
     * @param what the same words as long as it lasts
     * @param cause why at the moment; null if {@code what} has it
     */
    public record GapView(String what, @Nullable String cause) {
        /** Whether accounts could not be listed: what the scope or the policy names and is not there has no cause. */
        boolean unlisted() {
            return cause != null;
        }

        /** Returns both for people. */
        public String text() {
            return cause == null ? what : what + " " + cause;
        }
    }

    /**
     * Skipped and failed accounts, and why.
     *
     * @param gaps why further accounts may be missing
     */
    public record PlanView(List<SkippedView> skipped, List<FailedView> failed, List<GapView> gaps) {
        public PlanView {
            skipped = List.copyOf(skipped);
            failed = List.copyOf(failed);
            gaps = List.copyOf(gaps);
        }
    }

    /**
     * An account.
     *
     * @param name as in the console
     * @param units the organizational units that it is in, from the root down
     */
    public record AccountView(String id, String name, List<UnitView> units) {
        public AccountView {
            units = List.copyOf(units);
        }

        /** Returns the account's name and units for people, such as "shop (Workloads/Production)"; may be empty. */
        public String label() {
            String path = units.stream().map(UnitView::name).collect(Collectors.joining("/"));
            return (name + (path.isBlank() ? "" : " (" + path + ")")).strip();
        }

        /** Returns the account for people: its id, name and units. */
        public String description() {
            return (id + " " + label()).strip();
        }
    }

    /** An organizational unit. */
    public record UnitView(String id, String name) {}

    /** An account that was skipped. */
    public record SkippedView(AccountView account, String reason) {}

    /** An account that could not be read. */
    public record FailedView(AccountView account, String cause) {}

    /** The sweep of a region of an account: a {@link SweepView} with its account. */
    public record AccountSweepView(
            AccountView account,
            SweepView.Header sweep,
            SweepView.Summary summary,
            List<SweepView.TableView> tables,
            int tablesOmitted) {
        public AccountSweepView {
            tables = List.copyOf(tables);
        }

        /** Returns the sweep without its account. */
        public SweepView view() {
            return new SweepView(sweep, summary, tables, tablesOmitted);
        }
    }
}

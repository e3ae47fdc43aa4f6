package io.pitrguard.summary;

import io.pitrguard.concurrent.Workers;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.Result;
import io.pitrguard.report.OrganizationReport;
import io.pitrguard.report.OrganizationReport.PlaceReport;
import io.pitrguard.report.OrganizationReports;
import io.pitrguard.report.OrganizationView;
import io.pitrguard.report.PartView;
import io.pitrguard.report.PlaceSum;
import io.pitrguard.report.PlaceView;
import io.pitrguard.report.SweepDocuments;
import io.pitrguard.report.SweepKeys;
import io.pitrguard.report.SweepPlanView;
import io.pitrguard.report.SweepView;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The parts that the workers of one sweep stored. They are read one after the other, and only counts are kept. */
public final class SweepParts {
    /** A part has the tables of a whole account and region if all of them fall short. */
    private static final int AT_ONCE = 2;

    private final SweepDocuments documents;
    private final String sweep;
    private final NavigableSet<String> keys;

    private SweepParts(SweepDocuments documents, String sweep, NavigableSet<String> keys) {
        this.documents = documents;
        this.sweep = sweep;
        this.keys = keys;
    }

    /** Lists the parts of a sweep. */
    public static Result<SweepParts> of(SweepDocuments documents, String sweep) {
        return switch (documents.keys(SweepKeys.parts(sweep))) {
            case Result.Success<List<String>>(List<String> keys) ->
                new Result.Success<>(new SweepParts(documents, sweep, new TreeSet<>(keys)));
            case Result.Failure<List<String>>(Cause cause) -> new Result.Failure<>(cause);
        };
    }

    /** Facts about accounts that the parts do not have. */
    public interface Known {
        /** Returns who gets the digest of an account. */
        Optional<String> owner(String account);

        /** Returns the regions that the sweep goes through, as far as no plan says. */
        List<String> regions();

        /** Returns what the ledger has of the tables of an account and region. */
        Result<Ledger.Fleet> tables(PlaceView place);
    }

    /**
     * Adds them up.
     *
     * @param header without the counts of calls, and what the clocks of the workers show
     * @throws InterruptedException when the thread is asked to stop
     */
    public OrganizationReport report(OrganizationView.Header header, SweepPlanView plan, Known known)
            throws InterruptedException {
        List<PlaceSum> sums = Workers.map(AT_ONCE, plan.places(), place -> sum(place, known));
        OrganizationView.Header whole = sums.stream()
                .flatMap(sum -> sum.clock().stream())
                .findFirst()
                .map(header::withClock)
                .orElse(header);
        Stream<PlaceReport> others =
                Workers.map(AT_ONCE, notPlanned(plan, known), failed -> sum(failed, known)).stream()
                        .map(PlaceSum::report)
                        .filter(place -> place.summary().tables() > 0 || place.ledgerFailure() != null);
        return OrganizationReports.of(
                whole,
                plan,
                Stream.concat(sums.stream().map(PlaceSum::report), others).toList());
    }

    private record NotPlanned(PlaceView place, String cause) {}

    /** Accounts of which not even the regions are known, in each region that the sweep goes through. */
    private static List<NotPlanned> notPlanned(SweepPlanView plan, Known known) {
        List<String> regions = Stream.concat(
                        known.regions().stream(), plan.places().stream().map(PlaceView::region))
                .distinct()
                .sorted()
                .toList();
        return plan.failed().stream()
                .flatMap(failed -> regions.stream()
                        .map(region -> new NotPlanned(
                                new PlaceView(
                                        failed.account().id(),
                                        failed.account().name(),
                                        region,
                                        failed.account().units()),
                                failed.cause())))
                .toList();
    }

    private static PlaceSum sum(NotPlanned failed, Known known) {
        PlaceSum sum = new PlaceSum(failed.place(), known.owner(failed.place().account()));
        sum.notSwept(failed.cause());
        return counted(sum, failed.place(), known);
    }

    private PlaceSum sum(PlaceView place, Known known) {
        PlaceSum sum = new PlaceSum(place, known.owner(place.account()));
        for (String key : keys(place)) {
            switch (read(key)) {
                case Result.Success<PartView>(PartView part) -> sum.add(part);
                case Result.Failure<PartView>(Cause cause) -> sum.unreadable(cause.message());
            }
        }
        return sum.failed() ? counted(sum, place, known) : sum;
    }

    private static PlaceSum counted(PlaceSum sum, PlaceView place, Known known) {
        switch (known.tables(place)) {
            case Result.Success<Ledger.Fleet>(Ledger.Fleet tables) -> {
                sum.unread(tables.present(), tables.nonCompliant());
                tables.problems().forEach(problem -> sum.uncounted(problem.message()));
            }
            case Result.Failure<Ledger.Fleet>(Cause cause) -> sum.uncounted(cause.message());
        }
        return sum;
    }

    /**
     * Returns what the workers judged, for a report of all of it; parts that cannot be read are counted as such elsewhere.
     *
     * @param most tables; parts that would exceed it are left out
     * @param goesOn whether there is time for more; parts after that are left out, too
     */
    public List<SweepView> views(SweepPlanView plan, int most, BooleanSupplier goesOn) {
        List<SweepView> views = new ArrayList<>();
        int tables = 0;
        for (PlaceView place : plan.places()) {
            for (String key : keys(place)) {
                if (!goesOn.getAsBoolean()) {
                    return views;
                }
                Optional<SweepView> view = read(key).success().map(PartView::view);
                int more = view.map(each -> each.tables().size()).orElse(0);
                if (tables + more <= most) {
                    tables += more;
                    view.ifPresent(views::add);
                }
            }
        }
        return views;
    }

    /** Returns the keys of the parts of an account and region, in the order of calls. */
    List<String> keys(PlaceView place) {
        String prefix = SweepKeys.parts(sweep, place);
        List<String> own = new ArrayList<>();
        for (String key : keys.tailSet(prefix)) {
            if (!key.startsWith(prefix)) {
                break;
            }
            own.add(key);
        }
        return own;
    }

    /** Reads a part; one that was listed is there. */
    Result<PartView> read(String key) {
        return switch (documents.part(key)) {
            case Result.Success<Optional<PartView>>(Optional<PartView> part) ->
                part.<Result<PartView>>map(Result.Success::new)
                        .orElseGet(() -> new Result.Failure<>(
                                new Cause(Cause.Kind.MISSING, "The document " + key + " was deleted meanwhile.")));
            case Result.Failure<Optional<PartView>>(Cause cause) -> new Result.Failure<>(cause);
        };
    }
}

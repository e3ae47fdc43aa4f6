package io.pitrguard.summary;

import io.pitrguard.concurrent.Workers;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Result;
import io.pitrguard.report.OrganizationReport;
import io.pitrguard.report.OrganizationReports;
import io.pitrguard.report.OrganizationView;
import io.pitrguard.report.PartView;
import io.pitrguard.report.PlaceSum;
import io.pitrguard.report.PlaceView;
import io.pitrguard.report.SweepDocuments;
import io.pitrguard.report.SweepKeys;
import io.pitrguard.report.SweepPlanView;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

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

    /**
     * Adds them up.
     *
     * @param header without the counts of calls, and what the clocks of the workers show
     * @param owner who gets the digest of an account
     * @throws InterruptedException when the thread is asked to stop
     */
    public OrganizationReport report(
            OrganizationView.Header header, SweepPlanView plan, Function<String, Optional<String>> owner)
            throws InterruptedException {
        List<PlaceSum> sums = Workers.map(AT_ONCE, plan.places(), place -> sum(place, owner.apply(place.account())));
        OrganizationView.Header whole = sums.stream()
                .flatMap(sum -> sum.clock().stream())
                .findFirst()
                .map(header::withClock)
                .orElse(header);
        return OrganizationReports.of(
                whole, plan, sums.stream().map(PlaceSum::report).toList());
    }

    private PlaceSum sum(PlaceView place, Optional<String> owner) {
        PlaceSum sum = new PlaceSum(place, owner);
        for (String key : keys(place)) {
            switch (read(key)) {
                case Result.Success<PartView>(PartView part) -> sum.add(part);
                case Result.Failure<PartView>(Cause cause) -> sum.unreadable(cause.message());
            }
        }
        return sum;
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

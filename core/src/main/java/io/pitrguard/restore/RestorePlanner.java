package io.pitrguard.restore;

import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.EarlierDrills;
import io.pitrguard.domain.restore.ApprovalNeed;
import io.pitrguard.domain.restore.EarlierRestores;
import io.pitrguard.domain.restore.Remark;
import io.pitrguard.domain.restore.RestorePlan;
import io.pitrguard.domain.restore.RestorePrices;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.RestoreRequest;
import io.pitrguard.domain.restore.TableShape;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.AwsNames;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.port.DrillStore;
import io.pitrguard.port.RestorePermissions;
import io.pitrguard.port.RestoreStore;
import io.pitrguard.port.RestoreStore.Stored;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableRestores;
import io.pitrguard.port.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Plans a restore from what AWS answers now, and changes nothing. */
public final class RestorePlanner {
    /** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery.Tutorial.html */
    private static final Set<String> NOT_ACROSS_REGIONS = Set.of("ap-east-1", "me-south-1");

    private static final List<String> PARTITIONS =
            List.of("cn-", "us-gov-", "us-iso-", "us-isob-", "us-isof-", "eu-isoe-", "eusc-");

    private final SourceReader sources;
    private final TargetChoice targets;
    private final PlanRemarks remarks;
    private final Stores stores;
    private final RestorePrices prices;
    private final Time time;

    /** Where earlier restores and drills are kept. */
    public record Stores(RestoreStore restores, DrillStore drills) {}

    /** Creates a planner. */
    public RestorePlanner(
            TableRestores tables, Stores stores, RestorePermissions permissions, RestorePrices prices, Time time) {
        this.sources = new SourceReader(tables, time);
        this.targets = new TargetChoice(tables);
        this.remarks = new PlanRemarks(tables, permissions);
        this.stores = stores;
        this.prices = prices;
        this.time = time;
    }

    /** Plans a restore. */
    public Planning plan(PlanOrder order) {
        Earlier earlier = earlier(order.request().source().table().where());
        PlanPart<Planning> planned = region(order.request())
                .then(_ -> sources.read(order))
                .then(basis -> key(order.request(), basis))
                .then(basis -> targets.choose(order, basis.from(), earlier.records())
                        .then(target -> new PlanPart.Found<>(new Planning.Ready(plan(order, basis, target, earlier)))));
        return switch (planned) {
            case PlanPart.Found<Planning>(Planning ready) -> ready;
            case PlanPart.Ended<Planning>(Planning ended) -> ended;
        };
    }

    /**
     * Earlier restores and drills of the account and region.
     *
     * @param problems why they could not be read; empty if they were
     */
    private record Earlier(List<RestoreRecord> records, List<DrillRecord> drills, List<String> problems) {}

    private Earlier earlier(AccountRegion where) {
        Result<RestoreStore.Listing> restores = stores.restores().list(where);
        Result<DrillStore.Listing> drills = stores.drills().list(where);
        List<String> problems = new ArrayList<>();
        restores.failure().ifPresent(cause -> problems.add("Earlier restores could not be read. " + cause.message()));
        drills.failure().ifPresent(cause -> problems.add("Earlier drills could not be read. " + cause.message()));
        return new Earlier(
                restores.success().map(RestoreStore.Listing::records).orElse(List.of()).stream()
                        .map(Stored::record)
                        .toList(),
                drills.success().map(DrillStore.Listing::drills).orElse(List.of()),
                problems);
    }

    private static PlanPart<Boolean> region(RestoreRequest request) {
        String to = request.targetWhere().region();
        String from = request.source().table().where().region();
        if (!to.matches(AwsNames.REGION)) {
            return PlanPart.notPossible("'" + Printable.line(to) + "' is not a region, such as eu-west-1.", List.of());
        }
        if (!partition(to).equals(partition(from))) {
            return PlanPart.notPossible(
                    to + " is in another partition of AWS than " + from
                            + ". A restore stays in its account and partition: export the table to S3, and import it there.",
                    List.of());
        }
        boolean excluded = NOT_ACROSS_REGIONS.contains(to) || NOT_ACROSS_REGIONS.contains(from);
        return request.crossRegion() && excluded
                ? PlanPart.notPossible(
                        "AWS does not restore across regions from or to Hong Kong (ap-east-1) and Bahrain (me-south-1).",
                        List.of())
                : new PlanPart.Found<>(true);
    }

    /** Returns what the names of a partition's regions begin with; nothing for the commercial one. */
    private static String partition(String region) {
        return PARTITIONS.stream().filter(region::startsWith).findFirst().orElse("");
    }

    /** A key works in its own region only. */
    private static PlanPart<PlanBasis> key(RestoreRequest request, PlanBasis basis) {
        boolean lacking = request.crossRegion()
                && request.kmsKey().isEmpty()
                && !(basis.source().shape().encryption() instanceof TableShape.Encryption.AwsOwned);
        return lacking
                ? PlanPart.notPossible(
                        "The key that encrypts the source cannot be used in "
                                + request.targetWhere().region() + ". Name a key of that region with --kms-key.",
                        List.of())
                : new PlanPart.Found<>(basis);
    }

    private RestorePlan plan(PlanOrder order, PlanBasis basis, TargetChoice.Target target, Earlier earlier) {
        RestoreRequest request = order.request();
        TableRef source = request.source().table();
        List<Remark> all = new ArrayList<>(target.remarks());
        all.addAll(remarks.of(request, basis, target.table(), earlier.records()));
        EarlierDrills drills = EarlierDrills.of(source, earlier.drills());
        if (drills.withoutIndexes()
                && request.indexes()
                && !basis.source().shape().indexes().isEmpty()) {
            all.add(new Remark(
                    Remark.Kind.INDEXES, "Drills made the table without its indexes. With them it may take longer."));
        }
        earlier.problems().forEach(problem -> all.add(new Remark(Remark.Kind.NOT_KNOWN, problem)));
        return new RestorePlan(
                request,
                target.table(),
                order.policy().targetPrefix(),
                basis.from(),
                basis.source(),
                EarlierRestores.of(source, earlier.records(), drills.took()),
                prices.estimate(source, target.table(), basis.source().shape(), request.indexes()),
                all,
                ApprovalNeed.of(order.policy()),
                time.awsInstant());
    }
}

package io.pitrguard.aws;

import io.pitrguard.domain.drill.CheckTime;
import io.pitrguard.domain.drill.DrillOrder;
import io.pitrguard.domain.drill.DrillPlan;
import io.pitrguard.domain.drill.DrillSource;
import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.policy.DrillRequirement.Assertion;
import io.pitrguard.domain.policy.DrillRequirement.TimeAttribute;
import io.pitrguard.domain.restore.SourceFacts;
import io.pitrguard.domain.restore.TableKeys;
import io.pitrguard.domain.restore.TimeEstimate;
import io.pitrguard.domain.table.RecoveryState;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The attributes of what a drill will do. */
final class DrillPlanCodec {
    private static final String TABLE = "table";
    private static final String SOURCE = "source";
    private static final String KEYS = "keys";
    private static final String INDEX = "index";
    private static final String PARTS = "parts";
    private static final String NAME = "name";
    private static final String ROLE = "role";
    private static final String TYPE = "type";
    private static final String MOMENT = "moment";
    private static final String TARGET = "target";
    private static final String REQUIREMENT = "requirement";
    private static final String EVERY = "everySeconds";
    private static final String TARGET_TIME = "targetSeconds";
    private static final String MAX_COST = "maxCostUsd";
    private static final String SAMPLE = "sample";
    private static final String INDEXES = "indexes";
    private static final String TIME_ATTRIBUTE = "timeAttribute";
    private static final String WITHIN = "withinSeconds";
    private static final String EXACT_COUNT = "exactCount";
    private static final String ASSERTIONS = "assertions";
    private static final String STATEMENT = "statement";
    private static final String MIN = "min";
    private static final String MAX = "max";
    private static final String TIME = "time";
    private static final String COST = "cost";
    private static final String CHECKS = "checks";
    private static final String UNITS = "readUnits";
    private static final String PACE = "readsPerSecond";
    private static final String REQUESTER = "requester";
    private static final String POLICY = "policyDigest";
    private static final String KEEP = "keepSeconds";
    private static final String SCHEDULED = "scheduled";
    private static final String PLANNED_AT = "plannedAt";

    private DrillPlanCodec() {}

    static ItemWriter write(DrillPlan plan) {
        ItemWriter item = new ItemWriter()
                .text(TABLE, plan.source().table().arn())
                .map(SOURCE, RestoreSourceCodec.write(facts(plan)))
                .maps(KEYS, keys(plan.source().keys()))
                .instant(MOMENT, plan.moment())
                .text(TARGET, plan.target().arn())
                .map(REQUIREMENT, write(plan.requirement()))
                .map(COST, RestorePlanCodec.write(plan.estimate().cost()))
                .text(REQUESTER, plan.order().requester())
                .text(POLICY, plan.order().policyDigest())
                .number(KEEP, plan.order().keep().toSeconds())
                .flag(SCHEDULED, plan.order().scheduled())
                .instant(PLANNED_AT, plan.plannedAt());
        if (plan.estimate().time() instanceof TimeEstimate.Measured measured) {
            item.map(TIME, RestorePlanCodec.write(measured));
        }
        plan.estimate()
                .checks()
                .ifPresent(checks -> item.map(
                        CHECKS,
                        new ItemWriter()
                                .text(UNITS, Double.toString(checks.units()))
                                .number(PACE, checks.readsPerSecond())));
        return item;
    }

    /** The window stands where restores keep the state of recovery. */
    private static SourceFacts facts(DrillPlan plan) {
        return new SourceFacts(
                Optional.of(plan.source().tableId()),
                plan.source().shape(),
                new RecoveryState.Enabled(
                        OptionalInt.empty(),
                        Optional.of(plan.window().earliest()),
                        Optional.of(plan.window().latest())));
    }

    static DrillPlan read(Fields fields) {
        SourceFacts facts = RestoreSourceCodec.facts(RestoreRecordCodec.map(fields, SOURCE));
        return new DrillPlan(
                new DrillSource(
                        RestorePlanCodec.table(fields, TABLE),
                        facts.tableId().orElseThrow(() -> fields.problem(SOURCE, "has no id of the table")),
                        facts.shape(),
                        keys(fields)),
                fields.instant(MOMENT),
                window(fields, facts.recovery()),
                RestorePlanCodec.table(fields, TARGET),
                requirement(RestoreRecordCodec.map(fields, REQUIREMENT)),
                new DrillPlan.Estimate(
                        fields.optionalMap(TIME)
                                .<TimeEstimate>map(RestorePlanCodec::measured)
                                .orElseGet(TimeEstimate.General::new),
                        RestorePlanCodec.cost(RestoreRecordCodec.map(fields, COST)),
                        fields.optionalMap(CHECKS).map(DrillPlanCodec::checks)),
                RestoreRecordCodec.built(
                        fields,
                        REQUESTER,
                        () -> new DrillOrder(
                                fields.text(REQUESTER),
                                fields.text(POLICY),
                                Duration.ofSeconds(fields.number(KEEP)),
                                fields.flag(SCHEDULED))),
                fields.instant(PLANNED_AT));
    }

    private static CheckTime checks(Fields fields) {
        return RestoreRecordCodec.built(
                fields,
                UNITS,
                () -> new CheckTime(Double.parseDouble(fields.text(UNITS)), Math.toIntExact(fields.number(PACE))));
    }

    private static DrillPlan.Window window(Fields fields, RecoveryState state) {
        if (state instanceof RecoveryState.Enabled on
                && on.earliest().isPresent()
                && on.latest().isPresent()) {
            return new DrillPlan.Window(on.earliest().get(), on.latest().get());
        }
        throw fields.problem(SOURCE, "has no window");
    }

    /** The table's own key has no name of an index. */
    private static List<ItemWriter> keys(TableKeys keys) {
        List<ItemWriter> all = new ArrayList<>();
        all.add(new ItemWriter().maps(PARTS, parts(keys.own())));
        new TreeMap<>(keys.indexes())
                .forEach((index, parts) ->
                        all.add(new ItemWriter().text(INDEX, index).maps(PARTS, parts(parts))));
        return all;
    }

    private static List<ItemWriter> parts(List<TableKeys.Part> parts) {
        return parts.stream()
                .map(part -> new ItemWriter()
                        .text(NAME, part.name())
                        .text(ROLE, part.role())
                        .text(TYPE, part.type()))
                .toList();
    }

    private static TableKeys keys(Fields fields) {
        Map<String, List<TableKeys.Part>> all = fields.maps(KEYS).stream()
                .collect(Collectors.toMap(
                        key -> key.optionalText(INDEX).orElse(""),
                        key -> key.maps(PARTS).stream()
                                .map(part -> new TableKeys.Part(part.text(NAME), part.text(ROLE), part.text(TYPE)))
                                .toList(),
                        (first, _) -> first,
                        TreeMap::new));
        List<TableKeys.Part> own = all.getOrDefault("", List.of());
        all.remove("");
        return new TableKeys(own, all);
    }

    private static ItemWriter write(DrillRequirement drill) {
        ItemWriter item = new ItemWriter()
                .number(EVERY, drill.every().toSeconds())
                .text(MAX_COST, drill.maxCostUsd().map(BigDecimal::toPlainString))
                .number(SAMPLE, drill.sample())
                .flag(INDEXES, drill.indexes())
                .text(EXACT_COUNT, drill.exactCount())
                .maps(
                        ASSERTIONS,
                        drill.assertions().stream()
                                .map(assertion -> new ItemWriter()
                                        .text(STATEMENT, assertion.statement())
                                        .number(MIN, assertion.min())
                                        .number(MAX, assertion.max()))
                                .toList());
        drill.targetTime().ifPresent(target -> item.number(TARGET_TIME, target.toSeconds()));
        drill.timeAttribute()
                .ifPresent(time -> item.map(
                        TIME_ATTRIBUTE,
                        new ItemWriter()
                                .text(NAME, time.name())
                                .number(WITHIN, time.within().toSeconds())));
        return item;
    }

    private static DrillRequirement requirement(Fields fields) {
        OptionalLong target = fields.optionalLong(TARGET_TIME);
        return RestoreRecordCodec.built(
                fields,
                EVERY,
                () -> new DrillRequirement(
                        Duration.ofSeconds(fields.number(EVERY)),
                        target.isPresent() ? Optional.of(Duration.ofSeconds(target.getAsLong())) : Optional.empty(),
                        fields.optionalText(MAX_COST).map(BigDecimal::new),
                        Math.toIntExact(fields.number(SAMPLE)),
                        fields.flag(INDEXES),
                        fields.optionalMap(TIME_ATTRIBUTE)
                                .map(time ->
                                        new TimeAttribute(time.text(NAME), Duration.ofSeconds(time.number(WITHIN)))),
                        fields.optionalText(EXACT_COUNT),
                        fields.maps(ASSERTIONS).stream()
                                .map(each -> new Assertion(
                                        each.text(STATEMENT), each.optionalLong(MIN), each.optionalLong(MAX)))
                                .toList()));
    }
}

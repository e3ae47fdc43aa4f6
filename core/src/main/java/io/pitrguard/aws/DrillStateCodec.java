package io.pitrguard.aws;

import io.pitrguard.domain.drill.CheckProgress;
import io.pitrguard.domain.drill.DrillState;
import io.pitrguard.domain.drill.DrillStateKind;
import io.pitrguard.domain.drill.SampleProgress;
import io.pitrguard.domain.drill.SegmentProgress;
import io.pitrguard.domain.item.Item;
import io.pitrguard.domain.item.ItemValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The attributes of how far a drill is. */
final class DrillStateCodec {
    private static final String KIND = "kind";
    private static final String AT = "at";
    private static final String TABLE_ID = "tableId";
    private static final String MISSING_SINCE = "missingSince";
    private static final String LEFT = "left";
    private static final String REASONS = "reasons";
    private static final String PROGRESS = "progress";
    private static final String SEGMENTS = "segments";
    private static final String ITEMS = "items";
    private static final String NEXT = "next";
    private static final String OVER = "over";
    private static final String NAME = "name";
    private static final String TYPE = "type";
    private static final String VALUE = "value";
    private static final String SAMPLE = "sample";
    private static final String SPOT = "spot";
    private static final String LOOKED = "looked";
    private static final String COMPARED = "compared";
    private static final String RESTORED = "restored";
    private static final String EXPLAINED = "explained";
    private static final String UNEXPLAINED = "unexplained";
    private static final String WRONG = "wrong";
    private static final String EXAMPLES = "examples";
    private static final String NEWEST = "newest";
    private static final String EXPORT = "export";
    private static final String ASSERTIONS = "assertions";
    private static final String UNITS = "readUnits";
    private static final String RESULTS = "results";

    private DrillStateCodec() {}

    static ItemWriter write(DrillState state) {
        ItemWriter item = new ItemWriter().choice(KIND, state.kind());
        return switch (state) {
            case DrillState.Planned _ -> item;
            case DrillState.Requested requested -> item.instant(AT, requested.at());
            case DrillState.Restoring restoring ->
                item.text(TABLE_ID, restoring.tableId()).instant(MISSING_SINCE, restoring.missingSince());
            case DrillState.Checking checking ->
                item.text(TABLE_ID, checking.tableId()).map(PROGRESS, write(checking.progress()));
            case DrillState.Keeping keeping ->
                item.text(TABLE_ID, keeping.tableId()).instant(AT, keeping.until());
            case DrillState.Deleting deleting ->
                item.text(TABLE_ID, deleting.tableId()).instant(AT, deleting.since());
            case DrillState.Ended ended -> {
                ended.left()
                        .ifPresent(left -> item.map(
                                LEFT,
                                new ItemWriter().text(TABLE_ID, left.tableId()).texts(REASONS, left.reasons())));
                yield item;
            }
        };
    }

    static DrillState read(Fields fields) {
        return switch (fields.choice(KIND, DrillStateKind.class)) {
            case PLANNED -> new DrillState.Planned();
            case REQUESTED -> new DrillState.Requested(fields.instant(AT));
            case RESTORING -> new DrillState.Restoring(fields.text(TABLE_ID), fields.optionalInstant(MISSING_SINCE));
            case CHECKING ->
                new DrillState.Checking(
                        fields.text(TABLE_ID),
                        RestoreRecordCodec.built(
                                fields, PROGRESS, () -> progress(RestoreRecordCodec.map(fields, PROGRESS))));
            case KEEPING -> new DrillState.Keeping(fields.text(TABLE_ID), fields.instant(AT));
            case DELETING -> new DrillState.Deleting(fields.text(TABLE_ID), fields.instant(AT));
            case ENDED ->
                new DrillState.Ended(fields.optionalMap(LEFT)
                        .map(left -> new DrillState.LeftOver(left.text(TABLE_ID), left.texts(REASONS))));
        };
    }

    private static ItemWriter write(CheckProgress progress) {
        return new ItemWriter()
                .maps(
                        SEGMENTS,
                        progress.segments().stream().map(DrillStateCodec::write).toList())
                .map(SAMPLE, write(progress.sample()))
                .text(EXPORT, progress.export())
                .number(ASSERTIONS, progress.assertions())
                .map(UNITS, DrillRecordCodec.writeUnits(progress.units()))
                .maps(RESULTS, DrillRecordCodec.results(progress.results()));
    }

    private static CheckProgress progress(Fields fields) {
        return new CheckProgress(
                fields.maps(SEGMENTS).stream().map(DrillStateCodec::segment).toList(),
                sample(RestoreRecordCodec.map(fields, SAMPLE)),
                fields.optionalText(EXPORT),
                Math.toIntExact(fields.number(ASSERTIONS)),
                DrillRecordCodec.units(RestoreRecordCodec.map(fields, UNITS)),
                DrillRecordCodec.results(fields, RESULTS));
    }

    private static ItemWriter write(SegmentProgress segment) {
        ItemWriter item = new ItemWriter().number(ITEMS, segment.items()).flag(OVER, segment.over());
        segment.next().ifPresent(key -> item.maps(NEXT, key(key)));
        return item;
    }

    private static SegmentProgress segment(Fields fields) {
        return RestoreRecordCodec.built(
                fields, ITEMS, () -> new SegmentProgress(fields.number(ITEMS), next(fields), fields.flag(OVER)));
    }

    private static List<ItemWriter> key(Item key) {
        return key.attributes().entrySet().stream()
                .map(part -> part(part.getKey(), part.getValue()))
                .toList();
    }

    private static Optional<Item> next(Fields fields) {
        Map<String, ItemValue> key = new TreeMap<>();
        fields.optionalMaps(NEXT).forEach(part -> key.put(part.text(NAME), value(part)));
        return key.isEmpty() ? Optional.empty() : Optional.of(Item.of(key));
    }

    /** Keys have strings, numbers and bytes only. */
    private static ItemWriter part(String name, ItemValue value) {
        String text = switch (value) {
            case ItemValue.Text(String plain) -> plain;
            case ItemValue.Numeric number -> number.value().toPlainString();
            case ItemValue.Binary(String base64) -> base64;
            case ItemValue.Flag _,
                    ItemValue.Nothing _,
                    ItemValue.TextSet _,
                    ItemValue.NumericSet _,
                    ItemValue.BinarySet _,
                    ItemValue.Many _,
                    ItemValue.Fields _ -> throw new IllegalArgumentException("not a part of a key: " + value.type());
        };
        return new ItemWriter().text(NAME, name).text(TYPE, value.type()).text(VALUE, text);
    }

    private static ItemValue value(Fields part) {
        return switch (part.text(TYPE)) {
            case "S" -> new ItemValue.Text(part.text(VALUE));
            case "N" -> RestoreRecordCodec.built(part, VALUE, () -> ItemValue.Numeric.of(part.text(VALUE)));
            case "B" -> new ItemValue.Binary(part.text(VALUE));
            default -> throw part.problem(TYPE, "is not a type of keys");
        };
    }

    private static ItemWriter write(SampleProgress sample) {
        ItemWriter item = new ItemWriter()
                .number(SPOT, sample.spot())
                .number(LOOKED, sample.looked())
                .number(COMPARED, sample.compared())
                .number(RESTORED, sample.restored())
                .number(EXPLAINED, sample.explained())
                .number(UNEXPLAINED, sample.unexplained())
                .number(WRONG, sample.wrong())
                .texts(EXAMPLES, sample.examples())
                .instant(NEWEST, sample.newest());
        sample.after().ifPresent(key -> item.maps(NEXT, key(key)));
        return item;
    }

    private static SampleProgress sample(Fields fields) {
        return new SampleProgress(
                Math.toIntExact(fields.number(SPOT)),
                Math.toIntExact(fields.number(LOOKED)),
                next(fields),
                fields.number(COMPARED),
                fields.number(RESTORED),
                fields.number(EXPLAINED),
                fields.number(UNEXPLAINED),
                fields.number(WRONG),
                fields.texts(EXAMPLES),
                fields.optionalInstant(NEWEST));
    }
}

package io.pitrguard.domain.drill;

import io.pitrguard.domain.restore.RestoreSummary;
import io.pitrguard.domain.restore.RestoredFrom;
import io.pitrguard.domain.restore.TableDescription;
import io.pitrguard.domain.restore.TableIndex;
import io.pitrguard.domain.restore.TableKeys;
import io.pitrguard.domain.restore.TableShape;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Checks what AWS describes of the restored table against its source. */
public final class ShapeRules {
    private ShapeRules() {}

    /** Returns whether the keys are the source's. */
    public static CheckResult schema(DrillSource source, TableDescription restored) {
        List<TableKeys.Part> expected = source.keys().own();
        List<TableKeys.Part> seen = restored.keys().own();
        CheckResult.Question question = new CheckResult.Question(
                CheckKind.SCHEMA, "The key that AWS describes of the restored table.", text(expected));
        if (!known(expected) || !known(seen)) {
            return question.notProven(
                    text(seen),
                    "AWS left the key of the source or of the restored table, or its type, out of its description.");
        }
        return sorted(expected).equals(sorted(seen))
                ? question.passed(text(seen))
                : question.failed(
                        text(seen),
                        "The restored table has the key " + text(seen) + ", and its source " + text(expected) + ".");
    }

    /** Returns whether the same key encrypts the table. */
    public static CheckResult encryption(DrillSource source, TableDescription restored) {
        TableShape.Encryption expected = source.shape().encryption();
        TableShape.Encryption seen = restored.shape().encryption();
        CheckResult.Question question = new CheckResult.Question(
                CheckKind.ENCRYPTION, "What AWS describes of the restored table's encryption.", text(expected));
        if (expected instanceof TableShape.Encryption.Unknown || seen instanceof TableShape.Encryption.Unknown) {
            return question.notProven(
                    text(seen), "AWS left the encryption of the source or of the restored table out.");
        }
        return expected.equals(seen)
                ? question.passed(text(seen))
                : question.failed(
                        text(seen),
                        "The restored table is encrypted with " + text(seen) + ", and its source with " + text(expected)
                                + ".");
    }

    /** Returns whether AWS restored the source, to the moment. */
    public static CheckResult origin(DrillPlan plan, TableDescription restored) {
        CheckResult.Question question = new CheckResult.Question(
                CheckKind.ORIGIN,
                "What AWS describes of the restore.",
                plan.source().table().arn() + " at " + plan.moment());
        if (restored.restore().isEmpty()) {
            return question.notProven("not known", "AWS does not describe what it restored.");
        }
        RestoreSummary summary = restored.restore().get();
        String seen =
                summary.sourceBackupArn().or(summary::sourceTableArn).orElse("not known") + " at " + summary.moment();
        return RestoredFrom.matches(plan.source().table(), plan.point(), summary)
                ? question.passed(seen)
                : question.failed(seen, "AWS restored something else: " + seen + ".");
    }

    /** Returns the indexes that a drill must restore, in the order of their names. */
    public static List<String> indexes(DrillSource source) {
        return source.shape().indexes().stream()
                .filter(index -> index.kind() != TableIndex.Kind.VECTOR)
                .map(TableIndex::name)
                .sorted()
                .toList();
    }

    /** Returns the source's indexes that no query can ask. */
    public static List<String> unasked(DrillSource source) {
        return source.shape().indexes().stream()
                .filter(index -> index.kind() == TableIndex.Kind.VECTOR)
                .map(TableIndex::name)
                .sorted()
                .toList();
    }

    /** Returns those of the source's indexes that the restored table does not have, or that are not ready. */
    public static List<String> missing(DrillSource source, TableDescription restored) {
        List<String> ready = restored.shape().indexes().stream()
                .filter(index -> index.status() == TableIndex.Status.ACTIVE)
                .map(TableIndex::name)
                .toList();
        return indexes(source).stream().filter(name -> !ready.contains(name)).toList();
    }

    private static boolean known(List<TableKeys.Part> parts) {
        return !parts.isEmpty() && parts.stream().allMatch(TableKeys.Part::known);
    }

    /** Returns those of the source's indexes that have other keys in the restored table. */
    public static List<String> differing(DrillSource source, TableDescription restored) {
        return indexes(source).stream()
                .filter(name -> !sorted(source.keys().indexes().getOrDefault(name, List.of()))
                        .equals(sorted(restored.keys().indexes().getOrDefault(name, List.of()))))
                .toList();
    }

    private static List<TableKeys.Part> sorted(List<TableKeys.Part> parts) {
        return parts.stream().sorted(Comparator.comparing(TableKeys.Part::name)).toList();
    }

    private static String text(List<TableKeys.Part> parts) {
        return parts.isEmpty()
                ? "not known"
                : parts.stream().map(TableKeys.Part::toString).collect(Collectors.joining(", "));
    }

    private static String text(TableShape.Encryption encryption) {
        return switch (encryption) {
            case TableShape.Encryption.AwsOwned _ -> "a key that DynamoDB owns";
            case TableShape.Encryption.Kms(String keyArn) -> keyArn;
            case TableShape.Encryption.Unknown _ -> "not known";
        };
    }
}

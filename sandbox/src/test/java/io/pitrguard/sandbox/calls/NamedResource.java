package io.pitrguard.sandbox.calls;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;

/**
 * What a request names, as far as permissions are given on it.
 *
 * @param operation the operation; of an item of a transaction also what is done with it, of a restore's new table also
 *     {@code .Target}
 * @param resource a name, an ARN or a URL, for S3 bucket and key with a slash between; empty where the request holds none
 */
record NamedResource(String operation, String resource) {
    private static final List<String> NAMES = List.of(
            "TableName",
            "ResourceArn",
            "BackupArn",
            "TableArn",
            "ExportArn",
            "TopicArn",
            "QueueUrl",
            "ConfigRuleName",
            "ConfigurationAggregatorName",
            "TrailName",
            "RoleArn",
            "EventBusName",
            "Rule",
            "Name");
    private static final List<String> RESTORE_SOURCES = List.of("BackupArn", "SourceTableArn", "SourceTableName");
    private static final List<String> RESTORE_TARGETS = List.of("TargetTableName");
    private static final List<String> STATEMENT = List.of("Statement");
    private static final Pattern FROM = Pattern.compile("\\bFROM\\s+\"?([\\w.-]+)", Pattern.CASE_INSENSITIVE);
    private static final String BATCH = "RequestItems";
    private static final String TRANSACTION = "TransactItems";
    private static final String PUT_EVENTS = "PutEvents";
    private static final String ENTRIES = "Entries";
    private static final List<String> OBJECT = List.of("Bucket", "Key");

    /** Gives what a request names: one, or one for each item of a transaction. */
    static List<NamedResource> of(String operation, SdkRequest request) {
        List<?> entries = request.getValueForField(ENTRIES, List.class).orElse(List.of());
        if (operation.equals(PUT_EVENTS)) {
            return entries.stream()
                    .map(entry -> new NamedResource(operation, name((SdkPojo) entry)))
                    .distinct()
                    .toList();
        }
        List<String> targets = values(request, RESTORE_TARGETS).toList();
        if (!targets.isEmpty()) {
            // AWS checks the call itself on what it reads, and calls on items on the table that it makes.
            return List.of(
                    new NamedResource(
                            operation,
                            values(request, RESTORE_SOURCES).findFirst().orElse("")),
                    new NamedResource(operation + ".Target", targets.getFirst()));
        }
        List<?> items = request.getValueForField(TRANSACTION, List.class).orElse(List.of());
        return items.isEmpty()
                ? List.of(new NamedResource(operation, name(request)))
                : items.stream()
                        .map(SdkPojo.class::cast)
                        .flatMap(item -> item.sdkFields().stream()
                                .filter(field -> field.getValueOrDefault(item) instanceof SdkPojo)
                                .map(field -> new NamedResource(operation + "." + field.memberName(), name((SdkPojo)
                                        field.getValueOrDefault(item)))))
                        .distinct()
                        .toList();
    }

    private static String name(SdkPojo request) {
        String object = values(request, OBJECT).collect(Collectors.joining("/"));
        return object.isEmpty()
                ? values(request, NAMES)
                        .findFirst()
                        .or(() -> ofStatement(request))
                        .or(() -> ofBatch(request))
                        .orElse("")
                : object;
    }

    private static Optional<String> ofStatement(SdkPojo request) {
        return values(request, STATEMENT)
                .map(FROM::matcher)
                .filter(Matcher::find)
                .map(from -> from.group(1))
                .findFirst();
    }

    private static Optional<String> ofBatch(SdkPojo request) {
        return request.sdkFields().stream()
                .filter(field -> BATCH.equals(field.memberName()))
                .map(field -> field.getValueOrDefault(request))
                .filter(Map.class::isInstance)
                .flatMap(items -> ((Map<?, ?>) items).keySet().stream())
                .map(Object::toString)
                .findFirst();
    }

    private static Stream<String> values(SdkPojo request, List<String> names) {
        return names.stream()
                .flatMap(name -> request.sdkFields().stream()
                        .filter(field -> field.memberName().equals(name)))
                .map(field -> field.getValueOrDefault(request))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }
}

package io.pitrguard.aws;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedFieldSelector;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.ReadWriteType;

/**
 * What a trail selects of all calls. A filter that this code does not know counts as one that leaves calls out.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html
 */
final class EventSelection {
    private static final String DYNAMODB = "dynamodb.amazonaws.com";
    private static final String CATEGORY = "eventCategory";
    private static final String READ_ONLY = "readOnly";
    private static final String SOURCE = "eventSource";

    private EventSelection() {}

    /** Whether every call that changes a table is selected. */
    static boolean showsChanges(GetEventSelectorsResponse selectors) {
        return selectors.eventSelectors().stream().anyMatch(EventSelection::basic)
                || selectors.advancedEventSelectors().stream().anyMatch(EventSelection::advanced);
    }

    private static boolean basic(EventSelector selector) {
        // Both defaults are AWS's.
        boolean management = !Boolean.FALSE.equals(selector.includeManagementEvents());
        boolean writes = selector.readWriteType() == null || selector.readWriteType() != ReadWriteType.READ_ONLY;
        return management && writes && !selector.excludeManagementEventSources().contains(DYNAMODB);
    }

    private static boolean advanced(AdvancedEventSelector selector) {
        List<AdvancedFieldSelector> fields = selector.fieldSelectors();
        Set<String> named =
                fields.stream().map(field -> String.valueOf(field.field())).collect(Collectors.toSet());
        return named.contains(CATEGORY)
                && Set.of(CATEGORY, READ_ONLY, SOURCE).containsAll(named)
                && fields.stream().allMatch(EventSelection::lets);
    }

    /** Whether a filter lets through what has to come. */
    private static boolean lets(AdvancedFieldSelector field) {
        String value = switch (String.valueOf(field.field())) {
            case CATEGORY -> "Management";
            case READ_ONLY -> "false";
            default -> DYNAMODB;
        };
        return among(field.equalsValue(), value)
                && none(field.notEquals(), value::equals)
                && (field.startsWith().isEmpty() || field.startsWith().stream().anyMatch(value::startsWith))
                && none(field.notStartsWith(), value::startsWith)
                && (field.endsWith().isEmpty() || field.endsWith().stream().anyMatch(value::endsWith))
                && none(field.notEndsWith(), value::endsWith);
    }

    private static boolean among(List<String> wanted, String value) {
        return wanted.isEmpty() || wanted.contains(value);
    }

    private static boolean none(List<String> unwanted, Predicate<String> matches) {
        return unwanted.stream().noneMatch(matches);
    }
}

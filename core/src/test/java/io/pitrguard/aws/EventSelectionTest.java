package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedFieldSelector;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.ReadWriteType;

/** Which selectors show every call that changes a table. */
class EventSelectionTest {
    private static final AdvancedFieldSelector MANAGEMENT =
            field("eventCategory").equalsValue("Management").build();

    private static AdvancedFieldSelector.Builder field(String name) {
        return AdvancedFieldSelector.builder().field(name);
    }

    private static GetEventSelectorsResponse advanced(AdvancedFieldSelector... fields) {
        return GetEventSelectorsResponse.builder()
                .advancedEventSelectors(AdvancedEventSelector.builder()
                        .fieldSelectors(Arrays.asList(fields))
                        .build())
                .build();
    }

    private static GetEventSelectorsResponse basic(EventSelector.Builder... selectors) {
        return GetEventSelectorsResponse.builder()
                .eventSelectors(
                        Stream.of(selectors).map(EventSelector.Builder::build).toList())
                .build();
    }

    static List<GetEventSelectorsResponse> enough() {
        return List.of(
                basic(EventSelector.builder()),
                basic(EventSelector.builder()
                        .readWriteType(ReadWriteType.ALL)
                        .includeManagementEvents(true)
                        .excludeManagementEventSources("kms.amazonaws.com")),
                basic(EventSelector.builder().readWriteType(ReadWriteType.WRITE_ONLY)),
                basic(
                        EventSelector.builder().includeManagementEvents(false),
                        EventSelector.builder().includeManagementEvents(true)),
                advanced(MANAGEMENT),
                advanced(MANAGEMENT, field("readOnly").equalsValue("false").build()),
                advanced(MANAGEMENT, field("readOnly").notEquals("true").build()),
                advanced(
                        MANAGEMENT,
                        field("eventSource")
                                .notEquals("kms.amazonaws.com", "rdsdata.amazonaws.com")
                                .build()),
                advanced(
                        MANAGEMENT,
                        field("eventSource")
                                .equalsValue("dynamodb.amazonaws.com")
                                .build()),
                advanced(
                        MANAGEMENT,
                        field("eventSource")
                                .startsWith("dyn")
                                .endsWith(".com")
                                .notStartsWith("kms")
                                .notEndsWith(".cn")
                                .build()));
    }

    @ParameterizedTest
    @MethodSource("enough")
    void showsChanges(GetEventSelectorsResponse selectors) {
        assertThat(EventSelection.showsChanges(selectors)).isTrue();
    }

    static List<GetEventSelectorsResponse> tooLittle() {
        return List.of(
                GetEventSelectorsResponse.builder().build(),
                basic(EventSelector.builder().includeManagementEvents(false)),
                basic(EventSelector.builder().readWriteType(ReadWriteType.READ_ONLY)),
                basic(EventSelector.builder().excludeManagementEventSources("dynamodb.amazonaws.com")),
                advanced(field("eventCategory").equalsValue("Data").build()),
                advanced(field("readOnly").equalsValue("false").build()),
                advanced(MANAGEMENT, field("readOnly").equalsValue("true").build()),
                advanced(MANAGEMENT, field("readOnly").notEquals("false").build()),
                advanced(
                        MANAGEMENT,
                        field("eventSource").notEquals("dynamodb.amazonaws.com").build()),
                advanced(
                        MANAGEMENT,
                        field("eventSource").equalsValue("s3.amazonaws.com").build()),
                advanced(MANAGEMENT, field("eventSource").startsWith("s3").build()),
                advanced(MANAGEMENT, field("eventSource").endsWith(".cn").build()),
                advanced(
                        MANAGEMENT, field("eventSource").notStartsWith("dynamo").build()),
                advanced(
                        MANAGEMENT,
                        field("eventSource").notEndsWith("amazonaws.com").build()),
                advanced(
                        MANAGEMENT,
                        field("eventName").notEquals("UpdateContinuousBackups").build()));
    }

    @ParameterizedTest
    @MethodSource("tooLittle")
    void leavesChangesOut(GetEventSelectorsResponse selectors) {
        assertThat(EventSelection.showsChanges(selectors)).isFalse();
    }

    @Test
    void oneSelectorOfManyIsEnough() {
        GetEventSelectorsResponse both = GetEventSelectorsResponse.builder()
                .advancedEventSelectors(
                        AdvancedEventSelector.builder()
                                .fieldSelectors(field("eventCategory")
                                        .equalsValue("Data")
                                        .build())
                                .build(),
                        AdvancedEventSelector.builder()
                                .fieldSelectors(MANAGEMENT)
                                .build())
                .build();

        assertThat(EventSelection.showsChanges(both)).isTrue();
    }
}

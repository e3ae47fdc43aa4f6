package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.report.DriftView;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The partition is the function's own: a region's name does not tell it. */
class DriftPartitionTest {
    @ParameterizedTest
    @CsvSource({
        "aws-eusc, eusc-de-east-1",
        "aws-iso, us-iso-east-1",
        "aws-iso-b, us-isob-east-1",
        "aws-iso-e, eu-isoe-west-1",
        "aws-iso-f, us-isof-south-1",
        "aws-cn, cn-north-1",
        "aws-us-gov, us-gov-west-1",
        "aws, eu-west-1",
        "aws-new, cn-looks-like-1"
    })
    void worksInEveryPartition(String partition, String region) {
        try (DriftTestBed bed =
                new DriftTestBed(options -> options.withPartition(partition).withRegion(region))) {
            bed.create("orders").enabled(35);
            bed.send(bed.disable("orders"));
            CallEvent byArn = bed.call("UpdateContinuousBackups")
                    .table(bed.aws.where().table("orders").arn())
                    .disabling();
            bed.send(byArn);

            assertThat(bed.deliver()).isEmpty();

            assertThat(bed.log).extracting(DriftView::outcome).containsOnly(DriftView.Outcome.SETTLED);
            // Where the price is unknown, the change budget leaves the change to a person.
            assertThat(bed.log)
                    .allSatisfy(view -> assertThat(
                                    Objects.requireNonNull(view.table()).name())
                            .isEqualTo("orders"));
        }
    }

    @ParameterizedTest
    @CsvSource({"aws-cn, eu-west-1", "aws, us-gov-west-1"})
    void tableOfAnotherPartitionIsNotOurs(String partition, String region) {
        try (DriftTestBed bed = new DriftTestBed()) {
            bed.create("orders").disabled();
            bed.send(bed.call("UpdateContinuousBackups")
                    .table("arn:%s:dynamodb:%s:123456789012:table/orders".formatted(partition, region))
                    .disabling());

            assertThat(bed.deliver()).isEmpty();

            assertThat(bed.log.getLast().outcome()).isEqualTo(DriftView.Outcome.IGNORED);
        }
    }
}

package io.pitrguard.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The other tests may believe the AWS CLI in bulk: it says there what its processes say. */
class AwsCliE2E {
    @RegisterExtension
    static final Moto MOTO = Moto.emptyForEachTest();

    @Test
    void saysTheSameInOneProcessAsInMany() {
        AwsCli aws = MOTO.aws();
        assumeTrue(AwsCli.sameInPython(), "python3 cannot import the AWS CLI, so all runs are processes");
        Map<String, Seen> tables = new Fleet(aws)
                .table("off", Fleet.OFF)
                .table("on", 14, Map.of("tier", "critical", "note", "täglich"))
                .create()
                .read();
        assertThat(tables).containsOnlyKeys("off", "on");

        List<List<String>> commands = List.of(
                List.of("dynamodb", "describe-continuous-backups", "--table-name", "off"),
                List.of("dynamodb", "describe-continuous-backups", "--table-name", "on", "--output", "json"),
                List.of("dynamodb", "describe-continuous-backups", "--table-name", "missing"),
                List.of(
                        "dynamodb",
                        "list-tags-of-resource",
                        "--resource-arn",
                        "arn:aws:dynamodb:%s:123456789012:table/on".formatted(Moto.REGION)),
                List.of("dynamodb", "list-tables"));

        assertThat(aws.inOneProcess(commands)).isEqualTo(aws.inProcesses(commands));
    }
}

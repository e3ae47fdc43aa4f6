package io.pitrguard.report;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pages of the AWS console, of the partition and region that an ARN names. A partition whose console AWS documents for
 * nobody outside of it has none, and neither has a name that AWS does not allow: no link beats a wrong one.
 * https://docs.aws.amazon.com/general/latest/gr/mgmt-console.html
 */
final class ConsoleLinks {
    private static final Map<String, String> HOSTS = Map.of(
            "aws", "console.aws.amazon.com",
            "aws-cn", "console.amazonaws.cn",
            "aws-us-gov", "console.amazonaws-us-gov.com",
            "aws-eusc", "console.amazonaws-eusc.eu");

    private static final Pattern TABLE = Pattern.compile(
            "arn:(?<partition>[a-z-]+):dynamodb:(?<region>[a-z0-9-]+):\\d{12}:table/(?<name>[A-Za-z0-9_.-]{1,255})");

    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,40}");

    private static final Pattern OPERATION = Pattern.compile("[A-Za-z0-9]{1,100}");

    private ConsoleLinks() {}

    /** Returns the page of a table. */
    static Optional<URI> table(String arn) {
        return page(arn, "dynamodbv2", "table?name=" + arn.substring(arn.lastIndexOf('/') + 1));
    }

    /** Returns the calls of an operation where a table is, as CloudTrail shows them for 90 days. */
    static Optional<URI> calls(String arn, String operation) {
        return OPERATION.matcher(operation).matches()
                ? page(arn, "cloudtrailv2", "/events?EventName=" + operation)
                : Optional.empty();
    }

    private static Optional<URI> page(String arn, String service, String fragment) {
        Matcher table = TABLE.matcher(arn);
        return table.matches()
                ? page(table.group("partition"), table.group("region"), service + "/home", "#" + fragment)
                : Optional.empty();
    }

    /**
     * Returns a page of the console; empty where AWS documents none for the partition.
     *
     * @param path of the service, without a slash at either end
     * @param rest what follows the region: further parameters, or a fragment; encoded
     */
    static Optional<URI> page(String partition, String region, String path, String rest) {
        return HOSTS.containsKey(partition) && REGION.matcher(region).matches()
                ? Optional.of(URI.create(
                        "https://%s.%s/%s?region=%s%s".formatted(region, HOSTS.get(partition), path, region, rest)))
                : Optional.empty();
    }
}

package io.pitrguard.domain.restore;

/**
 * Somebody who uses a table: a consumer of its stream, a Kinesis destination.
 *
 * @param kind such as {@code Lambda event source mapping}
 * @param name names it, as its ARN or id
 * @param remove the AWS CLI command that takes it away
 */
public record TableUser(String kind, String name, String remove) {}

package io.pitrguard.aws;

/**
 * An event source mapping of a table's stream.
 *
 * @param function the ARN of the function, with its version or alias
 * @param state as Lambda calls it
 * @param input of the call that makes such a mapping, disabled, as JSON
 */
record EventSource(String id, String arn, String function, String state, SettingDocument input) {}

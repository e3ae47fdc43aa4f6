package io.pitrguard.domain.ledger;

/**
 * Who called AWS, as CloudTrail shows it.
 *
 * @param who the user, or role and session, or service
 * @param from the address or the service that the call came from
 * @param with the tool: console, AWS CLI, an SDK, CloudFormation, Terraform
 * @param requestId the call's id, to find it in CloudTrail
 */
public record Actor(String who, String from, String with, String requestId) {
    /** Returns all of it in one clause. */
    public String description() {
        return "%s, from %s, with %s (request %s)".formatted(who, from, with, requestId);
    }
}

package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.Organization;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import io.pitrguard.sandbox.wire.Protocol;
import io.pitrguard.sandbox.wire.Request;
import io.pitrguard.sandbox.wire.RestJsonProtocol;
import io.pitrguard.sandbox.wire.ServiceError;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** AWS Account Management (API version 2021-02-01): the regions of the caller's own account. */
public final class AccountManagement implements Service {

    private static final ErrorCodes ERRORS = new ErrorCodes(
            "account",
            new ErrorCodes.Code("TooManyRequestsException", 429),
            new ErrorCodes.Code("AccessDeniedException", 403),
            new ErrorCodes.Code("ExpiredTokenException", 403),
            new ErrorCodes.Code("InternalServerException", 500),
            new ErrorCodes.Code("ValidationException", 400),
            new ErrorCodes.Code("ResourceNotFoundException", 404));

    // A small page makes callers follow NextToken.
    private static final int PAGE = 2;

    private final Protocol protocol = new RestJsonProtocol();

    @Override
    public String id() {
        return "account";
    }

    @Override
    public Protocol protocol() {
        return protocol;
    }

    @Override
    public String operation(Request request) {
        return request.path().equals("/listRegions") ? "ListRegions" : request.path();
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of("ListRegions", AccountManagement::listRegions);
    }

    @Override
    public ServiceError refusal(Effect effect, Target target) {
        return ERRORS.refusal(effect, target, "*");
    }

    private static ObjectNode listRegions(Input input, Account account) {
        if (input.has("AccountId")) {
            throw new ServiceError("AccessDeniedException", "the sandbox answers for the caller's account only", 403);
        }
        Set<String> enabled = account.organization()
                .member(account.location().account())
                .map(Organization.Member::regions)
                .orElse(Set.of(account.location().region()));
        List<String> asked = input.texts("RegionOptStatusContains");
        String after = input.text("NextToken").orElse("");
        ObjectNode answer = Json.object();
        ArrayNode regions = answer.putArray("Regions");
        for (String name : new TreeSet<>(enabled).tailSet(after, after.isEmpty())) {
            if (regions.size() == PAGE) {
                return answer.put(
                        "NextToken", regions.get(PAGE - 1).get("RegionName").asText());
            }
            if (asked.isEmpty() || asked.contains("ENABLED_BY_DEFAULT")) {
                regions.addObject().put("RegionName", name).put("RegionOptStatus", "ENABLED_BY_DEFAULT");
            }
        }
        return answer;
    }
}

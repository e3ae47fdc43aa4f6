package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.Organization;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import io.pitrguard.sandbox.wire.JsonProtocol;
import io.pitrguard.sandbox.wire.Protocol;
import io.pitrguard.sandbox.wire.ServiceError;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** AWS Organizations (API version 2016-11-28): the tree of units and accounts, for the home account only. */
public final class Organizations implements Service {

    private static final ErrorCodes ERRORS = new ErrorCodes(
            "organizations",
            new ErrorCodes.Code("TooManyRequestsException", 400),
            new ErrorCodes.Code("AccessDeniedException", 400),
            new ErrorCodes.Code("ExpiredTokenException", 400),
            new ErrorCodes.Code("ServiceException", 500),
            new ErrorCodes.Code("InvalidInputException", 400),
            new ErrorCodes.Code("ParentNotFoundException", 400));

    private static final long LARGEST_PAGE = 20;

    private final Protocol protocol = new JsonProtocol("1.1", "");

    @Override
    public String id() {
        return "AWSOrganizationsV20161128";
    }

    @Override
    public Protocol protocol() {
        return protocol;
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "ListRoots", Organizations::listRoots,
                "ListAccountsForParent", Organizations::listAccounts,
                "ListOrganizationalUnitsForParent", Organizations::listUnits,
                "ListTagsForResource", Organizations::listTags);
    }

    @Override
    public ServiceError refusal(Effect effect, Target target) {
        return ERRORS.refusal(effect, target, "*");
    }

    private static ObjectNode listRoots(Input input, Account account) {
        requireManager(account);
        return page(
                input,
                "Roots",
                List.of(Organization.ROOT),
                (id, root) -> root.put("Id", id).put("Name", "Root").put("Arn", arn(account, "root", id)));
    }

    private static ObjectNode listAccounts(Input input, Account account) {
        return page(
                input,
                "Accounts",
                account.organization().members(parent(input, account)),
                (member, item) -> item.put("Id", member.id())
                        .put("Name", member.name())
                        .put("Email", member.id() + "@example.com")
                        .put("Status", member.state())
                        .put("State", member.state())
                        .put("Arn", arn(account, "account", member.id())));
    }

    private static ObjectNode listUnits(Input input, Account account) {
        return page(
                input,
                "OrganizationalUnits",
                account.organization().units(parent(input, account)),
                (unit, item) ->
                        item.put("Id", unit.id()).put("Name", unit.name()).put("Arn", arn(account, "ou", unit.id())));
    }

    private static ObjectNode listTags(Input input, Account account) {
        requireManager(account);
        String id = input.text("ResourceId")
                .orElseThrow(() -> ServiceError.client("InvalidInputException", "You must provide ResourceId."));
        if (account.organization().member(id).isEmpty()) {
            throw ServiceError.client("TargetNotFoundException", "You specified a target that doesn't exist.");
        }
        return page(
                input,
                "Tags",
                account.organization().tags(id).entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .toList(),
                (tag, item) -> item.put("Key", tag.getKey()).put("Value", tag.getValue()));
    }

    private static String parent(Input input, Account account) {
        requireManager(account);
        String parent = input.text("ParentId")
                .orElseThrow(() -> ServiceError.client("InvalidInputException", "You must provide ParentId."));
        if (!account.organization().isParent(parent)) {
            throw ServiceError.client(
                    "ParentNotFoundException", "You specified a parent that doesn't exist: " + parent);
        }
        return parent;
    }

    /** Members may not look at the organization. */
    private static void requireManager(Account account) {
        if (!account.organization().isManager(account.location().account())) {
            throw ServiceError.client("AccessDeniedException", "You don't have permissions to access this resource.");
        }
    }

    private static <T> ObjectNode page(Input input, String name, List<T> all, BiConsumer<T, ObjectNode> write) {
        int start = input.text("NextToken").map(Organizations::start).orElse(0);
        long size = input.number("MaxResults").orElse(LARGEST_PAGE);
        if (size < 1 || size > LARGEST_PAGE) {
            throw ServiceError.client("InvalidInputException", "MaxResults must be 1 to " + LARGEST_PAGE);
        }
        int end = (int) Math.min(all.size(), start + size);
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray(name);
        all.subList(Math.min(start, end), end).forEach(each -> write.accept(each, list.addObject()));
        return end < all.size() ? answer.put("NextToken", "page-" + end) : answer;
    }

    private static int start(String token) {
        if (!token.matches("page-\\d{1,6}")) {
            throw ServiceError.client("InvalidInputException", "You specified an invalid value for NextToken.");
        }
        return Integer.parseInt(token.substring("page-".length()));
    }

    private static String arn(Account account, String kind, String id) {
        return "arn:%s:organizations::%s:%s/o-sandbox001/%s"
                .formatted(account.location().partition(), account.location().account(), kind, id);
    }
}

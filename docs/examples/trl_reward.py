"""A reward function for TRL's GRPOTrainer and RLOOTrainer that asks a Plackett server. Standard library only."""

import asyncio, json, os, urllib.request

URL = os.environ.get("PLACKETT_URL", "http://127.0.0.1:4401") + "/v1/score"
KEY = os.environ.get("PLACKETT_API_KEY", "")


def ask(items):
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {KEY}"}
    request = urllib.request.Request(URL, json.dumps({"items": items}).encode(), headers)
    with urllib.request.urlopen(request, timeout=180) as reply:
        return [result["reward"] for result in json.load(reply)["results"]]


async def plackett_reward(prompts, completions, **_):
    """One reward per completion; None, which TRL leaves out, for what cannot be scored."""
    messages = lambda text, role: [{"role": role, "content": text}] if isinstance(text, str) else list(text)
    chats = [messages(p, "user") + messages(c, "assistant") for p, c in zip(prompts, completions)]
    items = [{"prompt": chat[:-1], "completion": chat[-1]["content"] or ""} for chat in chats]
    parts = await asyncio.gather(*(asyncio.to_thread(ask, items[i : i + 256]) for i in range(0, len(items), 256)))
    return [reward for part in parts for reward in part]

"""Asks a server in the way that its first argument names, by the client's own code, and prints what the client makes of it.

Projects whose packages need a GPU to be imported are read as source: the function that sends the request is taken out of its
file as it stands, and gets stand-ins for what it needs beside HTTP."""

import ast, asyncio, itertools, json, logging, sys, textwrap
from importlib.metadata import files
from types import SimpleNamespace

import aiohttp, requests

url, text, prompt, question, answers = json.load(sys.stdin).values()
logging.basicConfig(level=logging.ERROR)


def taken_from(package, path, *names):
    """Functions of a file, by name, as they are written there."""
    file = next(f for f in files(package) if str(f).endswith(path))
    source = file.locate().read_text()
    fake_torch = SimpleNamespace(Tensor=list, tensor=lambda x: x)
    logger = logging.getLogger(package)
    scope = {"aiohttp": aiohttp, "asyncio": asyncio, "json": json, "requests": requests, "torch": fake_torch}
    scope |= {"logger": logger, "DataProto": object}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name in names:
            node.decorator_list = []
            exec(textwrap.dedent(ast.unparse(node)), scope)
    return [scope[name] for name in names]


def openrlhf(urls):
    (fetch,) = taken_from("openrlhf", "openrlhf/utils/agent.py", "_fetch_rewards_via_http")
    executor = SimpleNamespace(reward_endpoints=urls, _reward_endpoint_cycle=itertools.cycle(urls))
    return asyncio.run(fetch(executor, [text], [prompt], ["label"]))


def verl(engine):
    post, score = taken_from(
        "verl", "verl/experimental/reward_loop/reward_loop.py", "_post_request", "compute_score_disrm"
    )
    model = SimpleNamespace(rollout=SimpleNamespace(name=engine), model_path="default")
    config = SimpleNamespace(reward=SimpleNamespace(reward_model=model))
    worker = SimpleNamespace(config=config, reward_router_address=url.removeprefix("http://"))
    worker._post_request = post.__get__(worker)

    async def preprocessed(_):
        return text

    worker._preprocess_reward_inputs = preprocessed
    return asyncio.run(score(worker, None))


def llama_factory():
    (ask,) = taken_from("llamafactory", "llamafactory/train/ppo/ppo_utils.py", "get_rewards_from_server")
    return ask(f"{url}/v1/score/evaluation", [text])


def triton(binary):
    import numpy, tritonclient.http as http

    client = http.InferenceServerClient(url.removeprefix("http://"))
    assert client.is_server_live() and client.is_server_ready() and client.is_model_ready("reward_model")
    sentences = http.InferInput("sentences", [1, 1], "BYTES")
    sentences.set_data_from_numpy(numpy.array([[text.encode()]], dtype=object), binary_data=binary)
    output = http.InferRequestedOutput("rewards", binary_data=binary)
    return client.infer("reward_model", [sentences], outputs=[output]).as_numpy("rewards").tolist()


def cohere():
    from cohere import ClientV2

    reply = ClientV2("key", base_url=url).rerank(model="default", query=question, documents=answers, top_n=1)
    return [[result.index, result.relevance_score] for result in reply.results]


def openai():
    from openai import OpenAI

    client = OpenAI(api_key="key", base_url=f"{url}/v1")
    embeddings = client.embeddings.create(model="default", input=text).data
    return {"reward": embeddings[0].embedding[-1], "models": [model.id for model in client.models.list()]}


def trl():
    sys.path.insert(0, sys.argv[2])
    import trl_reward

    plain = asyncio.run(trl_reward.plackett_reward(prompts=[question], completions=answers[:1], completion_ids=[[1]]))
    chat = asyncio.run(
        trl_reward.plackett_reward(
            prompts=[[{"role": "user", "content": question}]] * 2,
            completions=[[{"role": "assistant", "content": content}] for content in (answers[0], "")],
        )
    )
    return plain + chat


ways = {
    "openrlhf": lambda: openrlhf([f"{url}/get_reward"]),
    "openrlhf-two-servers": lambda: openrlhf([f"{url}/get_reward", f"{url}/get_reward"]),
    "verl-vllm": lambda: verl("vllm"),
    "verl-sglang": lambda: verl("sglang"),
    "llama-factory": llama_factory,
    "triton-json": lambda: triton(False),
    "triton-binary": lambda: triton(True),
    "cohere": cohere,
    "openai": openai,
    "trl": trl,
}
json.dump(ways[sys.argv[1]](), sys.stdout)

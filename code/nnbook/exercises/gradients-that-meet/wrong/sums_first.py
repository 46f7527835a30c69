# expect: You add up first and multiply then
def collect(edges):
    upstreams, slopes = {}, {}
    for name, upstream, local in edges:
        upstreams[name] = upstreams.get(name, 0) + upstream
        slopes[name] = slopes.get(name, 0) + local
    return {name: upstreams[name] * slopes[name] for name in upstreams}

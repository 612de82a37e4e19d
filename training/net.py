"""The net that scores blocks, in PyTorch. `pipeline.content.learned` computes the same with numpy.

Standardised features and summed embeddings of the ancestors' class words go through dilated convolutions over the
sequence of blocks; between them, each block sees the mean over the blocks of the containers it stands in. The page
as a whole gives a page type, and the page type shifts the last layer.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - the customary name

WIDTH = 48
EMBEDDING = 12
KERNEL = 3
DILATIONS = (1, 2, 4, 8)
POOL_AFTER = (0, 2)  # convolutions after which containers are pooled
TYPE_HIDDEN = 32
GAP = KERNEL // 2 * max(DILATIONS)  # empty rows between pages of a batch, so that no page sees another


@dataclass
class Batch:
    """Pages laid end to end with gaps between: N rows, P pages."""

    blocks: Tensor  # (N, features), standardised
    page: Tensor  # (P, page features), standardised
    chain: Tensor  # (levels, N) index into kinds
    kind_words: Tensor  # words of all kinds, flat; index into the vocabulary + 1, 0 for none
    kind_offsets: Tensor  # (kinds,) where each kind's words begin
    page_words: Tensor
    page_offsets: Tensor  # (P,)
    pools: Tensor  # (2, pools, N) row of the first and behind the last block
    row_page: Tensor  # (N,) page of each row; P for gaps
    mask: Tensor  # (N, 1) 1 for blocks, 0 for gaps


class BlockNet(nn.Module):
    """Logit of each block, and logits of the page's type."""

    def __init__(self, shape: dict[str, int]) -> None:
        super().__init__()
        width, pools = shape.get("width", WIDTH), shape["pools"]
        self.words = nn.EmbeddingBag(shape["vocabulary"] + 1, EMBEDDING, mode="sum", padding_idx=0)
        self.address = nn.EmbeddingBag(shape["vocabulary"] + 1, EMBEDDING, mode="sum", padding_idx=0)
        nn.init.normal_(self.words.weight, std=0.1)
        nn.init.normal_(self.address.weight, std=0.1)
        self.level = nn.Parameter(torch.ones(shape["levels"], EMBEDDING) * 0.5)
        joined = shape["features"] + EMBEDDING + shape["page_features"] + EMBEDDING
        self.enter = nn.Linear(joined, width)
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in DILATIONS)
        self.convs = nn.ModuleList(nn.Conv1d(width, width, KERNEL, dilation=d) for d in DILATIONS)
        self.pooled = nn.ModuleList(nn.Linear(width * (pools + 1), width) for _ in POOL_AFTER)
        self.type_hidden = nn.Linear(2 * width + shape["page_features"] + EMBEDDING, TYPE_HIDDEN)
        self.type_out = nn.Linear(TYPE_HIDDEN, shape["types"])
        self.shift = nn.Linear(shape["types"] + TYPE_HIDDEN, width)
        self.last = nn.Linear(width, width // 2)
        self.out = nn.Linear(width // 2, 1)
        self.dropout = nn.Dropout(shape.get("dropout", 20) / 100)

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """Give logits of rows (N,), those of gaps without meaning, and of page types (P, types)."""
        pages = batch.page.shape[0]
        kinds = self.words(batch.kind_words, batch.kind_offsets)
        words = (kinds[batch.chain] * self.level[:, None, :]).sum(0)
        address = self.address(batch.page_words, batch.page_offsets)
        page = torch.cat([batch.page, address], dim=1)
        page_rows = torch.cat([page, page.new_zeros(1, page.shape[1])])[batch.row_page]
        joined = torch.cat([batch.blocks, words, page_rows], dim=1)
        hidden = self.dropout(F.relu(self.enter(joined))) * batch.mask
        pool = 0
        for i, (norm, conv) in enumerate(zip(self.norms, self.convs, strict=True)):
            seen = norm(hidden) * batch.mask
            hidden = hidden + self.dropout(F.relu(_convolve(seen, conv, DILATIONS[i]))) * batch.mask
            if i in POOL_AFTER:
                pooled = F.relu(self.pooled[pool](_pool(hidden, batch, pages)))
                hidden = hidden + self.dropout(pooled) * batch.mask
                pool += 1
        mean, most = _page_mean(hidden, batch, pages), _page_max(hidden, batch, pages)
        type_hidden = F.relu(self.type_hidden(self.dropout(torch.cat([mean, most, page], dim=1))))
        types = self.type_out(type_hidden)
        shift = self.shift(torch.cat([F.softmax(types, dim=1), type_hidden], dim=1))
        shift = torch.cat([shift, shift.new_zeros(1, shift.shape[1])])[batch.row_page]
        hidden = F.relu(hidden + shift)
        return self.out(F.relu(self.last(self.dropout(hidden))))[:, 0], types


def _convolve(seen: Tensor, conv: nn.Module, dilation: int) -> Tensor:
    """Apply a dilated convolution as one product: on short and narrow sequences that is far quicker."""
    reach, rows = KERNEL // 2 * dilation, len(seen)
    padded = F.pad(seen, (0, 0, reach, reach))
    near = torch.cat([padded[k * dilation : k * dilation + rows] for k in range(KERNEL)], dim=1)
    weight, bias = conv.get_parameter("weight"), conv.get_parameter("bias")
    return near @ weight.permute(2, 1, 0).reshape(-1, weight.shape[0]) + bias


def _pool(hidden: Tensor, batch: Batch, pages: int) -> Tensor:
    """Mean of the hidden rows over each pooled ancestor's blocks, and over the page."""
    sums = F.pad(hidden.cumsum(0), (0, 0, 1, 0))
    first, last = batch.pools
    means = (sums[last] - sums[first]) / (last - first).clamp(min=1)[..., None]
    page = _page_mean(hidden, batch, pages)
    page_rows = torch.cat([page, page.new_zeros(1, page.shape[1])])[batch.row_page]
    return torch.cat([*means, page_rows], dim=1)


def _page_mean(hidden: Tensor, batch: Batch, pages: int) -> Tensor:
    sums = hidden.new_zeros(pages + 1, hidden.shape[1]).index_add(0, batch.row_page, hidden)
    counts = hidden.new_zeros(pages + 1).index_add(0, batch.row_page, batch.mask[:, 0])
    return (sums / counts.clamp(min=1)[:, None])[:pages]


def _page_max(hidden: Tensor, batch: Batch, pages: int) -> Tensor:
    index = batch.row_page[:, None].expand_as(hidden)
    lowest = hidden.new_full((pages + 1, hidden.shape[1]), -1e4)
    return lowest.scatter_reduce(0, index, hidden, "amax")[:pages]

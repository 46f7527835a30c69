# expect: together outweigh b
nand_w = [-1, -1]
nand_b = 3
only_w = [1, -1]
only_b = -0.5
